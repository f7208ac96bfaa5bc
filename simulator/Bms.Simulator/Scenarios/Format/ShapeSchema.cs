using System.Text.Json.Nodes;

namespace Bms.Simulator.Scenarios.Format;

/// <summary>
/// Writes a shape as a JSON schema (draft 2020-12), so that an editor can complete and check what a user types. What stands in several
/// places is written once, under $defs, and referred to.
/// </summary>
public sealed class ShapeSchema
{
    // No control characters: a title goes into one line of a report.
    private const string TextPattern = @"^[^\u0000-\u001F\u007F-\u009F]*$";

    private readonly Dictionary<string, string> _names = [];
    private readonly JsonObject _definitions = [];

    private ShapeSchema()
    {
    }

    /// <summary>The schema's text, ending in a line end.</summary>
    public static string Write(Shape shape)
    {
        var writer = new ShapeSchema();
        JsonObject schema = writer.Of(shape);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", shape.Name);
        schema["$defs"] = writer._definitions;
        return CompactJson.Write(schema) + "\n";
    }

    private JsonObject Of(Shape shape)
    {
        var properties = new JsonObject();
        foreach (Field field in shape.Fields)
        {
            properties[field.Name] = field.Name == shape.Key ? new JsonObject { ["const"] = shape.Name } : Share(field.Name, Of(field));
        }

        var schema = new JsonObject
        {
            ["description"] = shape.Meaning,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        string[] required = [.. shape.Fields.Where(f => f.Required).Select(f => f.Name)];
        if (required.Length > 0)
        {
            schema["required"] = Names(required);
        }

        if (shape.Rules.Count > 0)
        {
            schema["allOf"] = new JsonArray([.. shape.Rules.Select(r => Share($"{r.Count}-{string.Join('-', r.Fields)}", Of(r)))]);
        }

        return schema;
    }

    // The same text under the same name is the same definition; another text under a name that is taken gets a number.
    private JsonObject Share(string name, JsonObject schema)
    {
        string text = schema.ToJsonString();
        if (!_names.TryGetValue(name + text, out string? known))
        {
            known = name.TrimStart('$').Replace(' ', '-');
            string first = known;
            for (int i = 2; _definitions.ContainsKey(known); i++)
            {
                known = $"{first}-{i}";
            }

            _names.Add(name + text, known);
            _definitions[known] = schema;
        }

        return new JsonObject { ["$ref"] = "#/$defs/" + known };
    }

    private static JsonObject Of(Rule rule) => rule.Count switch
    {
        Count.ExactlyOne => new JsonObject { ["oneOf"] = Alternatives(rule) },
        Count.AtLeastOne => new JsonObject { ["anyOf"] = Alternatives(rule) },
        Count.AtMostOne => new JsonObject { ["not"] = new JsonObject { ["anyOf"] = Pairs(rule) } },
        _ => new JsonObject { ["if"] = Required(rule.Fields[0]), ["then"] = new JsonObject { ["anyOf"] = Alternatives(rule, skip: 1) } },
    };

    private static JsonObject Required(params string[] fields) => new() { ["required"] = Names(fields) };

    private static JsonArray Alternatives(Rule rule, int skip = 0) => new([.. rule.Fields.Skip(skip).Select(f => Required(f))]);

    private static JsonArray Pairs(Rule rule)
    {
        var pairs = new JsonArray();
        for (int i = 0; i < rule.Fields.Count; i++)
        {
            for (int j = i + 1; j < rule.Fields.Count; j++)
            {
                pairs.Add(Required(rule.Fields[i], rule.Fields[j]));
            }
        }

        return pairs;
    }

    private JsonObject Of(Field field)
    {
        JsonObject schema = field.Kind switch
        {
            FieldKind.Text => TextOf(field),
            FieldKind.Number => new() { ["type"] = "number", ["minimum"] = field.Min, ["maximum"] = field.Max },
            FieldKind.Whole => new() { ["type"] = "integer", ["minimum"] = field.Min, ["maximum"] = field.Max },
            FieldKind.Flag => new() { ["type"] = "boolean" },
            FieldKind.Choice => new() { ["enum"] = Names(field.Choices) },
            FieldKind.Clock => new() { ["type"] = "string", ["pattern"] = Clock.Pattern },
            FieldKind.Nested => Nested(field),
            FieldKind.List => ListOf(field, field.Shapes.Count == 1 ? Of(field.Shapes[0]) : OneOf(field.Shapes)),
            FieldKind.Words => ListOf(field, new JsonObject { ["enum"] = Names(field.Choices) }),
            _ => new() { ["oneOf"] = new JsonArray(AnyName(), Nested(field)) },
        };
        schema["description"] = field.Meaning;
        return schema;
    }

    private JsonObject Nested(Field field) => Share(field.Shapes[0].Name, Of(field.Shapes[0]));

    private static JsonObject AnyName() => new() { ["type"] = "string", ["minLength"] = 1 };

    private static JsonObject TextOf(Field field) => new()
    {
        ["type"] = "string",
        ["minLength"] = field.Min,
        ["maxLength"] = field.Max,
        ["pattern"] = TextPattern,
    };

    private static JsonObject ListOf(Field field, JsonObject item) => new()
    {
        ["type"] = "array",
        ["minItems"] = field.Min,
        ["maxItems"] = field.Max,
        ["uniqueItems"] = field.Kind == FieldKind.Words,
        ["items"] = item,
    };

    private JsonObject OneOf(IEnumerable<Shape> shapes) => new() { ["oneOf"] = new JsonArray([.. shapes.Select(Of)]) };

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => JsonValue.Create(n))]);
}

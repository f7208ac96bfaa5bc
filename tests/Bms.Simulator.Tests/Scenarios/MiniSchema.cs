using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bms.Simulator.Tests.Scenarios;

/// <summary>
/// A small judge of JSON against JSON schema (draft 2020-12), written from the specification's keyword tables and without a look at the
/// scenario reader. A keyword that it does not know is an error, so that nothing in a schema goes unchecked.
/// </summary>
public sealed class MiniSchema(JsonElement root)
{
    /// <summary>True when the value keeps the whole schema.</summary>
    public bool Accepts(JsonElement value) => Accepts(root, value);

    private bool Accepts(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(keyword => Keeps(schema, keyword, value));

    private bool Keeps(JsonElement schema, JsonProperty keyword, JsonElement value)
    {
        JsonElement k = keyword.Value;
        return keyword.Name switch
        {
            "$schema" or "$defs" or "title" or "description" or "then" => true,
            "properties" => KeepsProperties(k, value),
            "$ref" => Accepts(root.GetProperty("$defs").GetProperty(k.GetString()!["#/$defs/".Length..]), value),
            "type" => IsOfType(k.GetString()!, value),
            "enum" => k.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)),
            "const" => JsonElement.DeepEquals(k, value),
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= k.GetDouble(),
            "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= k.GetDouble(),
            "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() >= k.GetDouble(),
            "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() <= k.GetDouble(),
            "pattern" => value.ValueKind != JsonValueKind.String
                || Regex.IsMatch(value.GetString()!, k.GetString()!, RegexOptions.ECMAScript),
            "required" => value.ValueKind != JsonValueKind.Object
                || k.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _)),
            "additionalProperties" => KeepsToNamed(schema, k, value),
            "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= k.GetDouble(),
            "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= k.GetDouble(),
            "uniqueItems" => value.ValueKind != JsonValueKind.Array || !k.GetBoolean() || AreUnique(value),
            "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => Accepts(k, item)),
            "allOf" => k.EnumerateArray().All(s => Accepts(s, value)),
            "anyOf" => k.EnumerateArray().Any(s => Accepts(s, value)),
            "oneOf" => k.EnumerateArray().Count(s => Accepts(s, value)) == 1,
            "not" => !Accepts(k, value),
            "if" => !Accepts(k, value) || Accepts(schema.GetProperty("then"), value),
            _ => throw new NotSupportedException("unknown keyword " + keyword.Name),
        };
    }

    private bool KeepsProperties(JsonElement properties, JsonElement value) => value.ValueKind != JsonValueKind.Object
        || value.EnumerateObject().All(p => !properties.TryGetProperty(p.Name, out JsonElement schema) || Accepts(schema, p.Value));

    private static bool KeepsToNamed(JsonElement schema, JsonElement allowed, JsonElement value)
    {
        Assert.Equal(JsonValueKind.False, allowed.ValueKind);
        return value.ValueKind != JsonValueKind.Object
            || value.EnumerateObject().All(p => schema.GetProperty("properties").TryGetProperty(p.Name, out _));
    }

    private static bool AreUnique(JsonElement list)
    {
        JsonElement[] items = [.. list.EnumerateArray()];
        return !items.Where((item, i) => items.Take(i).Any(other => JsonElement.DeepEquals(item, other))).Any();
    }

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % 1 == 0,
        _ => throw new NotSupportedException("unknown type " + type),
    };
}

using System.Globalization;
using System.Text.Json;

namespace Bms.Simulator.Scenarios.Format;

/// <summary>Reads JSON into nodes and refuses whatever the shape does not name, with one line that says what is allowed.</summary>
public sealed class ShapeReader(string file)
{
    /// <summary>Greatest number of bytes in a file; a scenario is some kB.</summary>
    public const int MaxBytes = 1_000_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads a whole file's bytes (UTF-8).</summary>
    /// <exception cref="BadInputException">Anything wrong, as one line.</exception>
    public Node Read(ReadOnlyMemory<byte> json, Shape shape)
    {
        if (json.Length > MaxBytes)
        {
            throw new BadInputException(file, "file", $"{json.Length} bytes, allowed are {MaxBytes} at most");
        }

        ReadOnlyMemory<byte> text = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Strict);
            return ReadObject(document.RootElement, shape, string.Empty);
        }
        catch (JsonException e)
        {
            // A field that stands there twice is found without a place.
            string place = e.LineNumber is long line ? $"line {line + 1}" : "file";
            throw new BadInputException(file, place, $"not JSON, {FirstSentence(e.Message)}");
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json finds broken UTF-8 inside a string only when the string is asked for.
            throw new BadInputException(file, "text", "not UTF-8");
        }
    }

    private Node ReadObject(JsonElement element, Shape shape, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path, element, "an object");
        }

        var node = new Node(shape, path);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            Field field = shape.Find(property.Name) ?? throw Unknown(node, property.Name);
            node.Set(field.Name, ReadValue(property.Value, field, node.PathOf(field.Name)));
        }

        CheckRules(node);
        return node;
    }

    private void CheckRules(Node node)
    {
        Field? missing = node.Shape.Fields.FirstOrDefault(f => f.Required && !node.Has(f.Name));
        if (missing != null)
        {
            throw new BadInputException(file, node.PathOf(missing.Name), $"missing, needed is {missing.Allowed}");
        }

        Rule? broken = node.Shape.Rules.FirstOrDefault(r => !r.Holds(node.Has));
        if (broken != null)
        {
            throw new BadInputException(file, node.Path.Length == 0 ? "file" : node.Path, $"a {node.Shape.Name} {broken.Text}");
        }
    }

    private object ReadValue(JsonElement element, Field field, string path) => field.Kind switch
    {
        FieldKind.Text => (object)ReadText(element, field, path),
        FieldKind.Number => ReadNumber(element, field, path),
        FieldKind.Whole => ReadWhole(element, field, path),
        FieldKind.Flag => ReadFlag(element, field, path),
        FieldKind.Choice => ReadChoice(element, field, path),
        FieldKind.Clock => ReadClock(element, field, path),
        FieldKind.Nested => ReadObject(element, field.Shapes[0], path),
        FieldKind.List => ReadList(element, field, path),
        FieldKind.Words => ReadWords(element, field, path),
        _ => element.ValueKind == JsonValueKind.Object ? ReadObject(element, field.Shapes[0], path) : ReadName(element, field, path),
    };

    private string ReadText(JsonElement element, Field field, string path)
    {
        string text = element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong(path, element, field.Allowed);
        int length = text.EnumerateRunes().Count();
        return length >= field.Min && length <= field.Max && !text.Any(char.IsControl) ? text : throw Wrong(path, element, field.Allowed);
    }

    private string ReadName(JsonElement element, Field field, string path)
    {
        string? name = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        return string.IsNullOrEmpty(name) ? throw Wrong(path, element, field.Allowed) : name;
    }

    private double ReadNumber(JsonElement element, Field field, string path)
    {
        bool fits = element.ValueKind == JsonValueKind.Number && element.GetDouble() >= field.Min && element.GetDouble() <= field.Max;
        return fits ? element.GetDouble() : throw Wrong(path, element, field.Allowed);
    }

    private long ReadWhole(JsonElement element, Field field, string path)
    {
        // JSON knows no whole numbers: 2.0 is one too, as JSON Schema has it.
        double value = ReadNumber(element, field, path);
        return value == Math.Floor(value) ? (long)value : throw Wrong(path, element, field.Allowed);
    }

    private bool ReadFlag(JsonElement element, Field field, string path) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(path, element, field.Allowed),
    };

    private string ReadChoice(JsonElement element, Field field, string path) =>
        element.ValueKind == JsonValueKind.String && field.Choices.Contains(element.GetString()!)
            ? element.GetString()!
            : throw Wrong(path, element, field.Allowed, field.Choices);

    private double ReadClock(JsonElement element, Field field, string path) =>
        element.ValueKind == JsonValueKind.String && Clock.TryParse(element.GetString()!, out double seconds)
            ? seconds
            : throw Wrong(path, element, field.Allowed);

    private List<string> ReadWords(JsonElement element, Field field, string path)
    {
        List<string> words = [];
        foreach (JsonElement item in Items(element, field, path))
        {
            words.Add(ReadChoice(item, field, $"{path}[{words.Count}]"));
        }

        return words.Distinct().Count() == words.Count ? words : throw Wrong(path, element, field.Allowed);
    }

    private List<Node> ReadList(JsonElement element, Field field, string path)
    {
        List<Node> nodes = [];
        foreach (JsonElement item in Items(element, field, path))
        {
            string place = $"{path}[{nodes.Count}]";
            nodes.Add(ReadObject(item, Pick(item, field, place), place));
        }

        return nodes;
    }

    private JsonElement.ArrayEnumerator Items(JsonElement element, Field field, string path)
    {
        int length = element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : -1;
        return length >= field.Min && length <= field.Max ? element.EnumerateArray() : throw Wrong(path, element, field.Allowed);
    }

    private Shape Pick(JsonElement item, Field field, string path)
    {
        if (field.Shapes[0].Key is not string key)
        {
            return field.Shapes[0];
        }

        string allowed = "one of " + string.Join(", ", field.Shapes.Select(s => s.Name));
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path, item, "an object");
        }

        if (!item.TryGetProperty(key, out JsonElement kind))
        {
            throw new BadInputException(file, $"{path}.{key}", $"missing, needed is {allowed}");
        }

        string? name = kind.ValueKind == JsonValueKind.String ? kind.GetString() : null;
        return field.Shapes.FirstOrDefault(s => s.Name == name)
            ?? throw Wrong($"{path}.{key}", kind, allowed, field.Shapes.Select(s => s.Name));
    }

    private BadInputException Wrong(string path, JsonElement element, string allowed, IEnumerable<string>? words = null)
    {
        string hint = Spelling.Hint(element.ValueKind == JsonValueKind.String ? element.GetString() : null, words ?? []);
        string raw = element.GetRawText();
        string shown = element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? $"this {Word(element)}" : Shorten(raw);
        return new BadInputException(file, path.Length == 0 ? "file" : path, $"{shown} is not allowed, {hint}only {allowed}");
    }

    private BadInputException Unknown(Node node, string name)
    {
        string[] names = [.. node.Shape.Fields.Select(f => f.Name)];
        string hint = Spelling.Hint(name, names);
        return new(file, node.PathOf(Shorten(name)), $"unknown field, {hint}allowed are {string.Join(", ", names)}");
    }

    private static string Word(JsonElement element) => element.ValueKind == JsonValueKind.Object ? "object" : "list";

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";

    private static string FirstSentence(string text)
    {
        int end = text.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd('.').ToLower(CultureInfo.InvariantCulture);
    }
}

using System.Text.Json;

namespace Bms.World.Cells;

/// <summary>The fields of one JSON object, read by name; whatever is wrong names the field and says what is allowed.</summary>
internal sealed class CellFields
{
    private const string ListOfTexts = "a list of texts";

    private readonly JsonElement _object;
    private readonly string _path;
    private readonly HashSet<string> _asked = [];

    public CellFields(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new ArgumentException($"{path}: allowed is an object");
        (_object, _path) = (element, path);
    }

    public string Text(string name) => Of(name, JsonValueKind.String, "a text").GetString()!;

    public bool Flag(string name)
    {
        JsonElement value = Field(name);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean() : throw new ArgumentException($"{_path}{name}: allowed is true or false");
    }

    public string Lines(string name) => string.Join("\n", Of(name, JsonValueKind.Array, ListOfTexts).EnumerateArray().Select(line =>
        line.ValueKind == JsonValueKind.String
            ? line.GetString() : throw new ArgumentException($"{_path}{name}: allowed is {ListOfTexts}")));

    public double Number(string name) => Number(Of(name, JsonValueKind.Number, "a number"), name);

    public double[] Numbers(string name, int count = 0) => Numbers(Field(name), name, count);

    public double[][] Rows(string name, int columns) =>
        [.. Of(name, JsonValueKind.Array, "a list of rows").EnumerateArray().Select((row, i) => Numbers(row, $"{name}[{i}]", columns))];

    public CellFields[] Objects(string name) => [.. Of(name, JsonValueKind.Array, "a list of objects").EnumerateArray().Select(
        (element, i) => new CellFields(element, $"{_path}{name}[{i}]."))];

    public CellFields? Part(string name)
    {
        _asked.Add(name);
        return _object.TryGetProperty(name, out JsonElement value) ? new CellFields(value, $"{_path}{name}.") : null;
    }

    public bool Has(string name) => _object.TryGetProperty(name, out _);

    /// <summary>Throws if there is a field that nobody asked for.</summary>
    public void RefuseOthers()
    {
        foreach (JsonProperty property in _object.EnumerateObject())
        {
            if (_asked.Contains(property.Name)) continue;
            throw new ArgumentException($"{_path}{property.Name}: is not known, allowed are {string.Join(", ", _asked)}");
        }
    }

    private double[] Numbers(JsonElement list, string name, int count)
    {
        string allowed = count > 0 ? $"a list of {count} numbers" : "a list of numbers";
        if (list.ValueKind != JsonValueKind.Array || (count > 0 && list.GetArrayLength() != count))
        {
            throw new ArgumentException($"{_path}{name}: allowed is {allowed}");
        }

        return [.. list.EnumerateArray().Select((value, i) => value.ValueKind == JsonValueKind.Number
            ? Number(value, $"{name}[{i}]") : throw new ArgumentException($"{_path}{name}[{i}]: allowed is a number"))];
    }

    private double Number(JsonElement value, string name) => value.TryGetDouble(out double number) && double.IsFinite(number)
        ? number : throw new ArgumentException($"{_path}{name}: allowed is a finite number");

    private JsonElement Of(string name, JsonValueKind kind, string allowed)
    {
        JsonElement value = Field(name);
        return value.ValueKind == kind ? value : throw new ArgumentException($"{_path}{name}: allowed is {allowed}");
    }

    private JsonElement Field(string name)
    {
        _asked.Add(name);
        return _object.TryGetProperty(name, out JsonElement value) ? value : throw new ArgumentException($"{_path}{name}: is missing");
    }
}

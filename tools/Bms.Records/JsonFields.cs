using System.Text.Json;

namespace Bms.Records;

/// <summary>A field of a JSON file breaks its rule; the message names the field and the rule, never the value.</summary>
internal sealed class JsonFieldException(string message) : Exception(message);

/// <summary>One JSON object with the fields that it may have; every read checks, and throws JsonFieldException.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement _object;
    private readonly string _prefix;

    public JsonFields(JsonElement element, string at, params string[] allowed)
    {
        _object = element;
        _prefix = at.Length == 0 ? "" : at + ".";
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new JsonFieldException($"{(at.Length == 0 ? "the file" : at)}: must be an object with {string.Join(", ", allowed)}");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!allowed.Contains(property.Name))
            {
                throw new JsonFieldException($"{_prefix}{Shown(property.Name)}: is no field; allowed are {string.Join(", ", allowed)}");
            }
        }
    }

    public bool Has(string name) => _object.TryGetProperty(name, out _);

    public JsonElement Element(string name, JsonValueKind kind, string rule)
    {
        bool there = _object.TryGetProperty(name, out JsonElement value);
        Require(there && value.ValueKind == kind, name, there ? rule : "is missing; it " + rule);
        return value;
    }

    public string Text(string name) => Element(name, JsonValueKind.String, "must be a text").GetString()!;

    public int Int(string name, int low, int high)
    {
        string rule = $"must be {low} to {high}";
        Require(Element(name, JsonValueKind.Number, rule).TryGetInt32(out int value) && value >= low && value <= high, name, rule);
        return value;
    }

    public byte[] Hex(string name, int length, string rule)
    {
        string text = Element(name, JsonValueKind.String, rule).GetString()!;
        Require(text.Length == 2 * length && text.All(char.IsAsciiHexDigit), name, rule);
        return Convert.FromHexString(text);
    }

    public void Require(bool condition, string name, string rule)
    {
        if (!condition)
        {
            throw new JsonFieldException($"{_prefix}{name}: {rule}");
        }
    }

    // Something that looks like a value, perhaps a key put in the wrong place, is not shown.
    private static string Shown(string name) =>
        name.Length is > 0 and <= 24 && name.All(char.IsAsciiLetter) ? name : "(a name that is not shown)";
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bms.Simulator.Scenarios.Format;

/// <summary>Writes JSON for people: what fits into a line stands in one.</summary>
internal static class CompactJson
{
    private const int Width = 120;
    private const int Indent = 2;

    private static readonly JsonSerializerOptions s_oneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a value, without a line end.</summary>
    internal static string Write(JsonNode node)
    {
        StringBuilder text = new();
        Write(text, node, 0, 0);
        return text.ToString();
    }

    // Taken is what stands before the value on its line besides the indent.
    private static void Write(StringBuilder text, JsonNode node, int indent, int taken)
    {
        string line = node.ToJsonString(s_oneLine);
        if (indent + taken + line.Length <= Width || node is JsonValue)
        {
            text.Append(line);
            return;
        }

        bool isObject = node is JsonObject;
        IEnumerable<(string Before, JsonNode Value)> items = node is JsonObject fields
            ? fields.Select(f => (JsonSerializer.Serialize(f.Key, s_oneLine) + ": ", f.Value!))
            : node.AsArray().Select(i => (string.Empty, i!));
        string comma = isObject ? "{" : "[";
        foreach ((string before, JsonNode value) in items)
        {
            text.Append(comma).Append('\n').Append(' ', indent + Indent).Append(before);
            Write(text, value, indent + Indent, before.Length);
            comma = ",";
        }

        text.Append('\n').Append(' ', indent).Append(isObject ? '}' : ']');
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// Changes of a scenario from outside, each "PLACE=VALUE": a field of the file (initial_soc=0.4), of its second fault or third timeline
/// entry (fault2.at_s=12.5, entry3.load_A=6), of cell 3 (cell3.capacity_factor=0.9), or a death of the processor (kill.at_s=30, see
/// <see cref="Killing"/>). They are made in the text, so that the reader checks what comes out like any other file.
/// </summary>
public static class Changes
{
    /// <summary>How a change is written, for messages.</summary>
    public const string Form = "PLACE=VALUE with PLACE a field, faultN.FIELD, entryN.FIELD, expectN.FIELD, cellN.FIELD or kill.FIELD";

    private static readonly (string Prefix, string List)[] s_lists = [("fault", "faults"), ("entry", "timeline"), ("expect", "expect")];

    // Of two ways to say one thing the one that is set stays.
    private static readonly (string Field, string[] Others)[] s_rivals =
    [
        ("at_s", ["at", "when"]), ("at", ["at_s", "when"]), ("until_s", ["until", "for_s"]), ("for_s", ["until_s", "until"]),
        ("duration_s", ["duration"]), ("duration", ["duration_s"]),
    ];

    /// <summary>Reads a scenario with changes; none gives the scenario as it is.</summary>
    /// <exception cref="BadInputException">A change or what comes out is wrong, as one line.</exception>
    public static Scenario Read(ScenarioSource source, IReadOnlyList<string> changes)
    {
        if (changes.Count == 0)
        {
            return ScenarioReader.Read(source.File, source.Json);
        }

        // The file itself must be right before something is changed in it.
        ScenarioReader.Read(source.File, source.Json);
        JsonObject root = JsonNode.Parse(source.Json.Span)!.AsObject();
        var kill = new JsonObject();
        foreach (string change in changes)
        {
            Make(root, kill, change);
        }

        Killing.Apply(root, kill);
        return ScenarioReader.Read(source.File, Encoding.UTF8.GetBytes(root.ToJsonString()));
    }

    /// <summary>A number as changes have it: short, and read back as the same.</summary>
    public static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// The number that stands at a place, null when there is none; what is 1 unless the file says otherwise counts as 1.
    /// </summary>
    /// <exception cref="BadInputException">There is no such place.</exception>
    public static double? Number(ScenarioSource source, string place)
    {
        JsonObject root = JsonNode.Parse(source.Json.Span)!.AsObject();
        string[] parts = place.Split('.');
        JsonObject target = parts.Length == 2 ? Find(root, parts[0], place + "=") : root;
        return target[parts[^1]] is JsonValue value && value.TryGetValue(out double number) ? number
            : parts[^1].EndsWith("_factor", StringComparison.Ordinal) ? 1 : null;
    }

    private static void Make(JsonObject root, JsonObject kill, string change)
    {
        int equals = change.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1 || equals == change.Length - 1)
        {
            throw Wrong(change, "not understood");
        }

        string[] place = change[..equals].Split('.');
        JsonObject target = place.Length switch
        {
            1 => root,
            2 when place[0] == "kill" => kill,
            2 => Find(root, place[0], change),
            _ => throw Wrong(change, "not understood"),
        };
        string field = place[^1];
        foreach (string rival in s_rivals.FirstOrDefault(r => r.Field == field).Others ?? [])
        {
            target.Remove(rival);
        }

        target[field] = Value(change[(equals + 1)..]);
    }

    private static JsonObject Find(JsonObject root, string name, string change)
    {
        int digits = name.Length - name.TrimEnd("0123456789".ToCharArray()).Length;
        if (!int.TryParse(name[^digits..], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
        {
            throw Wrong(change, "not understood");
        }

        string prefix = name[..^digits];
        if (prefix == "cell")
        {
            return Cell(root, number);
        }

        string list = s_lists.FirstOrDefault(l => l.Prefix == prefix).List ?? throw Wrong(change, "not understood");
        var items = root[list] as JsonArray;
        return items != null && number <= items.Count ? items[number - 1]!.AsObject() : throw Wrong(change, $"there is no {name}");
    }

    private static JsonObject Cell(JsonObject root, int number)
    {
        if (root["cells"] is not JsonArray cells)
        {
            root["cells"] = cells = [];
        }

        JsonNode? cell = cells.FirstOrDefault(c => (int)c!["cell"]! == number);
        if (cell == null)
        {
            cell = new JsonObject { ["cell"] = number };
            cells.Add(cell);
        }

        return cell.AsObject();
    }

    private static JsonNode Value(string text)
    {
        bool isJson = text is "true" or "false" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        try
        {
            return isJson ? JsonNode.Parse(text)! : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static BadInputException Wrong(string change, string what) => new(change, "--set", $"{what}, allowed is {Form}");
}

using System.Text.Json.Nodes;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// The death of a processor as a change of a scenario: its firmware never runs again from kill.at_s on, and what hangs at the pack does
/// its worst. All that the scenario expected is put aside; what counts is that no cell leaves its limits, for hours.
/// </summary>
public static class Killing
{
    /// <summary>What the dead processor does to its pins and its heartbeat: fields of the fault processor-dies.</summary>
    private static readonly string[] s_fault = ["pins", "heartbeat"];

    /// <summary>What happens around the pack from then on: fields of a timeline entry.</summary>
    private static readonly string[] s_world = ["supply", "load_A", "load_ohm", "ambient_C"];

    /// <summary>The fields that a change may name.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["at_s", .. s_fault, .. s_world, "runaway_V", "turn_s", "hours"];

    /// <summary>Makes the changes in a scenario's text.</summary>
    /// <exception cref="BadInputException">A field that there is not, or no time.</exception>
    internal static void Apply(JsonObject root, JsonObject kill)
    {
        if (kill.Count == 0)
        {
            return;
        }

        string? unknown = kill.Select(f => f.Key).FirstOrDefault(k => !Fields.Contains(k));
        if (unknown != null || Number(kill, "at_s") is not double at_s)
        {
            throw new BadInputException($"kill.{unknown ?? "at_s"}", "--set",
                (unknown == null ? "missing" : "there is none") + ", allowed are " + string.Join(", ", Fields));
        }

        List(root, "faults").Add(Entry("processor-dies", at_s, kill, s_fault));
        if (Number(kill, "runaway_V") is double runaway_V)
        {
            List(root, "faults").Add(new JsonObject
            {
                ["fault"] = "charger-runs-away", ["name"] = "runaway", ["at_s"] = at_s, ["voltage_V"] = runaway_V, ["current_A"] = 3,
            });
        }

        PlanWorld(root, kill, at_s);
        root["expect"] = new JsonArray(new JsonObject { ["expect"] = "cells-within-limits" });
        root["duration_s"] = Math.Max(Duration_s(root), at_s + ((Number(kill, "hours") ?? 6) * 3600));
        root.Remove("duration");
    }

    // After the turn the pack gets what it did not have: an emptied one its charger, a charged one a load.
    private static void PlanWorld(JsonObject root, JsonObject kill, double at_s)
    {
        if (s_world.Any(kill.ContainsKey))
        {
            JsonObject entry = Entry(null, at_s, kill, s_world);
            List(root, "timeline").Add(entry);
        }

        if (Number(kill, "turn_s") is double turn_s)
        {
            bool drew = kill.ContainsKey("load_A") || kill.ContainsKey("load_ohm");
            List(root, "timeline").Add(new JsonObject { ["at_s"] = at_s + turn_s, ["supply"] = drew, ["load_A"] = drew ? 0 : 5 });
        }
    }

    private static JsonObject Entry(string? fault, double at_s, JsonObject kill, string[] fields)
    {
        var entry = new JsonObject { ["at_s"] = at_s };
        if (fault != null)
        {
            entry["fault"] = fault;
            entry["name"] = "kill";
        }

        foreach (string field in fields.Where(kill.ContainsKey))
        {
            entry[field] = kill[field]!.DeepClone();
        }

        return entry;
    }

    // The rest of its timeline still happens.
    private static double Duration_s(JsonObject root) =>
        Number(root, "duration_s") ?? (Clock.TryParse((string)root["duration"]!, out double clock_s) ? clock_s : 0);

    private static JsonArray List(JsonObject root, string name)
    {
        if (root[name] is not JsonArray list)
        {
            root[name] = list = [];
        }

        return list;
    }

    private static double? Number(JsonObject kill, string field) =>
        kill[field] is JsonValue value && value.TryGetValue(out double number) ? number : null;
}

using System.Text;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

/// <summary>Scenario texts for tests.</summary>
internal static class Samples
{
    /// <summary>A short scenario that uses every form a field can have.</summary>
    public const string Full = """
        {
          "$schema": "scenario.schema.json",
          "title": "A cell is shorted while the pack drives",
          "why": "Every form of a field stands here once.",
          "board": "bench-4s",
          "seed": 7,
          "duration": "00:02:00",
          "ambient_C": 20.5,
          "initial_soc": 0.6,
          "capacity_sigma": 0.002,
          "resistance_sigma": 0.01,
          "soc_sigma": 0.01,
          "cells": [ { "cell": 3, "capacity_factor": 0.9, "resistance_factor": 1.5 } ],
          "timeline": [
            { "at_s": 1.5, "ask": "Discharge" },
            { "name": "the pull", "at": "00:00:10.250", "load_A": 5, "ambient_C": 25, "supply": false },
            { "when": { "cell_below_V": 3.5, "cell": 3 }, "drive_cycle": "town" },
            { "when": { "mode": "Fault" }, "clear_latched": true, "reboot": true }
          ],
          "faults": [
            { "fault": "cell-internal-short", "cell": 2, "ohm": 0.5, "at_s": 30, "until": "00:00:40" },
            { "fault": "cell-internal-short", "name": "later", "cell": 1, "ohm": 1, "when": { "row": "CellUnderVoltage" }, "for_s": 5 }
          ],
          "expect": [
            { "expect": "row-raised", "row": "CellUnderVoltage", "after": "the pull", "within_ms": 400, "not_before_ms": 100,
              "stays": true },
            { "expect": "mode-reached", "mode": "Fault", "after": { "current_below_A": -20 }, "within_ms": 500 },
            { "expect": "cell-voltage", "cell": 1, "min_V": 2.5, "max_V": 4.3, "from_s": 1, "until": "00:01:00" },
            { "expect": "no-rows", "except": [ "CellSpread", "CellSpreadWarning" ] },
            { "expect": "switch-held", "switch": "both", "closed": true, "from_s": 5 },
            { "expect": "records", "verified_min": 10 }
          ]
        }
        """;

    public static Scenario Read(string json, string file = "sample.json") => ScenarioReader.Read(file, Encoding.UTF8.GetBytes(json));

    /// <summary>The full sample with one piece of text put in place of another, which must be there once.</summary>
    public static string With(string old, string now)
    {
        Assert.Equal(2, Full.Split(old).Length);
        return Full.Replace(old, now, StringComparison.Ordinal);
    }
}

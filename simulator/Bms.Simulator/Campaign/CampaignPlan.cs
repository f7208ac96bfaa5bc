using System.Text;
using System.Text.Json.Nodes;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Campaign;

/// <summary>
/// What one case does to a board, and what must come of it: a scenario that is drawn instead of written, so that a case that fails can be
/// saved and played again by `run`, judged in the same way.
/// </summary>
internal sealed class CampaignPlan
{
    private readonly JsonArray _timeline = [];
    private readonly JsonArray _faults = [];
    private readonly JsonArray _expect = [];
    private readonly JsonObject _root;
    private readonly HashSet<string> _named = [];
    private readonly int _slack_ms;
    private (double From_s, double Within_s)? _told;

    internal CampaignPlan(string board, string family, Draw draw, double duration_s)
    {
        Duration_s = duration_s;
        _slack_ms = CampaignBoard.Of(board).Slack_ms;
        _root = new JsonObject
        {
            ["title"] = $"Campaign: {family}, seed {draw.Seed}", ["why"] = "Drawn at random by the campaign, not written by hand.",
            ["board"] = board, ["hardware"] = "bare", ["seed"] = draw.Seed % 4_294_967_296, ["duration_s"] = duration_s,
            ["ambient_C"] = draw.Between(18, 28), ["initial_soc"] = draw.Between(0.45, 0.75),
        };
    }

    /// <summary>Length of the run in s.</summary>
    internal double Duration_s { get; }

    /// <summary>Times that the plan itself makes the firmware start, besides the first.</summary>
    internal int Restarts { get; set; }

    /// <summary>Time in s that a limit may be passed longer than usual: only the watchdog opens what a dead processor holds.</summary>
    internal double Grace_s { get; set; }

    /// <summary>From when on in s some row must be active, and within which time; null = no row need be.</summary>
    internal (double From_s, double Within_s)? Told
    {
        get => _told is (double from_s, double within_s) ? (from_s, within_s + (_slack_ms / 1000.0)) : null;
        set => _told = value;
    }

    /// <summary>True: nothing may open a switch or raise a row that does.</summary>
    internal bool Quiet { get; set; }

    internal CampaignPlan Set(string field, JsonNode value)
    {
        _root[field] = value;
        return this;
    }

    /// <summary>An entry of the timeline.</summary>
    internal CampaignPlan At(double at_s, params (string Field, JsonNode Value)[] fields)
    {
        _timeline.Add((JsonNode)Fill(new JsonObject { ["at_s"] = Time(at_s) }, fields));
        return this;
    }

    /// <summary>A request to discharge, and what draws then: what draws before is not closed onto where a load is filled first.</summary>
    internal CampaignPlan Drive((string Field, JsonNode Value) what) => At(3, ("ask", "Discharge")).At(4.5, what);

    /// <summary>A cell that has a probe is heated, or cooled where the power is negative; as many W as a cell of bench-4s takes.</summary>
    internal CampaignPlan Heats(CampaignBoard board, Draw draw, double at_s, double ofBench_W) =>
        Fault("cell-heated", at_s, null, ("cell", board.ProbedCell(draw)), ("heat_W", board.Scaled(ofBench_W)));

    /// <summary>A fault; without a length it lasts. The first of its kind is named after it.</summary>
    internal CampaignPlan Fault(string kind, double at_s, double? for_s, params (string Field, JsonNode Value)[] fields)
    {
        JsonObject fault = new() { ["fault"] = kind, ["at_s"] = Time(at_s) };
        if (_named.Add(kind))
        {
            fault["name"] = kind;
        }

        if (for_s is double length_s)
        {
            fault["for_s"] = Math.Max(0.001, Math.Round(length_s, 3));
        }

        _faults.Add((JsonNode)Fill(fault, fields));
        return this;
    }

    internal CampaignPlan Expect(string kind, params (string Field, JsonNode Value)[] fields)
    {
        _expect.Add((JsonNode)Fill(new JsonObject { ["expect"] = kind }, fields));
        return this;
    }

    /// <summary>A switch must open within a time after the first fault, or after the entry of the timeline that is named.</summary>
    internal CampaignPlan Opens(string which, string after, int within_ms) =>
        Expect("switch-opens", ("switch", which), ("after", after), ("within_ms", within_ms + _slack_ms));

    /// <summary>The same on every board alike: what is seen in each cycle, whatever the cells' chip does.</summary>
    internal CampaignPlan OpensBy(string which, string after, int within_ms) =>
        Expect("switch-opens", ("switch", which), ("after", after), ("within_ms", within_ms));

    /// <summary>A row must be raised within a time after a fault or a named entry.</summary>
    internal CampaignPlan Raises(string row, string after, int within_ms) =>
        Expect("row-raised", ("row", row), ("after", after), ("within_ms", within_ms + _slack_ms));

    /// <summary>A switch stays as it is over a span.</summary>
    internal CampaignPlan Holds(string which, bool closed, double from_s, double until_s) =>
        Expect("switch-held", ("switch", which), ("closed", closed), ("from_s", Time(from_s)), ("until_s", Time(until_s)));

    /// <summary>The file, as `run` would take it.</summary>
    internal string Text()
    {
        JsonObject root = (JsonObject)_root.DeepClone();
        root["timeline"] = _timeline.DeepClone();
        root["faults"] = _faults.DeepClone();
        JsonArray expect = (JsonArray)_expect.DeepClone();
        if (expect.Count == 0)
        {
            expect.Add((JsonNode)new JsonObject { ["expect"] = "cells-within-limits" });
        }

        foreach (JsonObject always in Always())
        {
            expect.Add((JsonNode)always);
        }

        root["expect"] = expect;
        return root.ToJsonString();
    }

    // What every case must hold, before what it is there for: as expectations of the file, so that `run` judges by them as well.
    private IEnumerable<JsonObject> Always()
    {
        yield return Fill(new JsonObject { ["expect"] = "limits-held" }, [("grace_s", Grace_s)]);
        yield return Fill(new JsonObject { ["expect"] = "starts" }, [("max", Restarts + 1)]);
        if (Told is var (from_s, within_s))
        {
            yield return Fill(new JsonObject { ["expect"] = "told" },
                [("from_s", Time(from_s)), ("within_ms", (int)Math.Round(within_s * 1000))]);
        }

        if (Quiet)
        {
            yield return new JsonObject { ["expect"] = "nothing-forbidden" };
        }
    }

    internal Scenario Read() => ScenarioReader.Read("campaign.json", Encoding.UTF8.GetBytes(Text()));

    private static double Time(double time_s) => Math.Round(Math.Max(0, time_s), 3);

    private static JsonObject Fill(JsonObject entry, (string Field, JsonNode Value)[] fields)
    {
        foreach ((string field, JsonNode value) in fields)
        {
            entry[field] = value.DeepClone();
        }

        return entry;
    }
}

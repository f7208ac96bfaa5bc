using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios.Expectations;
using Bms.Simulator.Trace;

namespace Bms.Simulator.Scenarios;

/// <summary>An expectation of a run and what became of it.</summary>
public sealed record Outcome(string Text, Verdict Verdict);

/// <summary>What kind of thing happened.</summary>
public enum RunEventKind
{
    /// <summary>An entry of the timeline.</summary>
    Timeline,

    /// <summary>A fault began or ended.</summary>
    Fault,

    /// <summary>The firmware entered another mode, or started.</summary>
    Mode,

    /// <summary>A switch moved.</summary>
    Switch,

    /// <summary>A warning of the protection table was raised.</summary>
    Warning,

    /// <summary>A protection that opens a switch was raised.</summary>
    Trip,

    /// <summary>A row of the protection table was cleared.</summary>
    Cleared,

    /// <summary>A cell has been outside of its physical limits for longer than a second.</summary>
    Damage,

    /// <summary>A part of the second level moved.</summary>
    SecondLevel,

    /// <summary>The anomaly detector raised an alarm.</summary>
    Anomaly,
}

/// <summary>Something that happened in a run.</summary>
public sealed record RunEvent(double Time_s, RunEventKind Kind, string Text);

/// <summary>What became of one run.</summary>
public sealed record RunResult
{
    public required Scenario Scenario { get; init; }

    /// <summary>The expectations in the order of the file.</summary>
    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    /// <summary>Why there is no verdict; null when there is one.</summary>
    public string? NoVerdict => Scenario.NoVerdict;

    /// <summary>True when every expectation held and a verdict may rest on the cell.</summary>
    public bool Holds => NoVerdict == null && Outcomes.All(o => o.Verdict.Holds);

    /// <summary>What happened, in order.</summary>
    public required IReadOnlyList<RunEvent> Events { get; init; }

    /// <summary>How far the real pack went; null when nobody looked.</summary>
    public WorldExtremes? Extremes { get; init; }

    /// <summary>Cells that were outside of their physical limits for longer than a second.</summary>
    public int CellsOutside { get; init; }

    /// <summary>Which rows were raised while which faults were there.</summary>
    public IReadOnlyList<FaultHit> Hits { get; init; } = [];

    /// <summary>Faults and named entries of the timeline that began, and transfers that faults of the bus disturbed.</summary>
    public long Struck { get; init; }

    /// <summary>What the records did.</summary>
    public required RecordCounts Records { get; init; }

    /// <summary>The run over time.</summary>
    public required TraceTable Trace { get; init; }

    /// <summary>Virtual time that has passed in s.</summary>
    public required double Virtual_s { get; init; }

    /// <summary>Steps that the firmware made.</summary>
    public required long Steps { get; init; }

    /// <summary>Real time that it took in s.</summary>
    public required double Wall_s { get; init; }

    /// <summary>Virtual over real time.</summary>
    public double RealTimeFactor => Virtual_s / Math.Max(Wall_s, 1e-9);
}

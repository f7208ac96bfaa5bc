using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Trace;

/// <summary>
/// Turns looks at a run into rows of a trace: one each period, and one whenever mode, switches or active rows have changed, so that
/// no event falls between two rows.
/// </summary>
public sealed class TraceRecorder
{
    private const double ShortRun_s = 600, MostRows = 200_000;

    private readonly long _period_us;
    private readonly (TraceColumn Column, Func<Observation, double> Value)[] _sources;
    private long _due_us;
    private (Mode Mode, long Active, bool Charge, bool Discharge, bool Charger, SecondLevelTruth Second) _state;

    /// <summary>
    /// For packs of <paramref name="cells"/> cells and <paramref name="probes"/> probes; period 0.1 s or more; a provisional
    /// cell is marked.
    /// </summary>
    public TraceRecorder(int cells, int probes, double period_s, bool provisional = false)
    {
        _period_us = (long)(period_s * 1e6);
        _sources = [.. TraceColumns.True(cells), .. TraceColumns.Measured(cells, probes), .. TraceColumns.Concluded()];
        Table = new TraceTable([.. _sources.Select(s => s.Column)]) { Provisional = provisional };
    }

    /// <summary>What was recorded so far.</summary>
    public TraceTable Table { get; }

    /// <summary>Every tick of a short run; a day at a second; of a year no more rows than memory and a spreadsheet can hold.</summary>
    public static double Period_s(double duration_s) => duration_s <= ShortRun_s ? 0.1 : Math.Max(1, Math.Ceiling(duration_s / MostRows));

    /// <summary>Looks, and records when it is time or something has switched.</summary>
    public void Observe(Observation look)
    {
        var state = (look.State.Mode, look.State.Active, look.Truth.ChargeSwitch, look.Truth.DischargeSwitch, look.Truth.ChargerOn,
            look.Truth.SecondLevel);
        if (look.Time_us < _due_us && state == _state)
        {
            return;
        }

        _state = state;
        while (_due_us <= look.Time_us)
        {
            _due_us += _period_us;
        }

        foreach ((TraceColumn column, Func<Observation, double> value) in _sources)
        {
            column.Add(value(look));
        }

        Table.EndRow(look.State.Mode.ToString(), look.State.Active == 0 ? string.Empty : Rows.Describe(look.State.Active));
    }
}

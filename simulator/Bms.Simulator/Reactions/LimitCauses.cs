using Bms.Protection;

namespace Bms.Simulator.Reactions;

/// <summary>
/// Causes of rows that have a limit, the same for any board: a value far beyond it, and the one that lies at the limit plus what the
/// sensor may be off. Other channels move along, short of their limits, so that the row is struck and not a comparison between channels.
/// </summary>
internal static class LimitCauses
{
    private const int Healthy_mV = 3650, FarCell_mV = 400, HighestCell_mV = 4750, NearCell_mV = 150;
    private const int Healthy_ddegC = 250, FarProbe_ddegC = 100, NearProbe_ddegC = 50;
    private const double FarCurrent = 1.1;

    private static readonly Mode[] s_all = [Mode.Charge, Mode.Discharge, Mode.Standby];

    /// <summary>All cells jump by more than a plausible step; one cell to its edge.</summary>
    internal static Stimulus[] Cells(Fault row) =>
    [
        new(row, "far", s_all, rig => rig.ShowCells(cell => FarCell(rig.Row, cell)))
        {
            Prepare = rig => rig.ShowCells(_ => Healthy_mV),
            Jump = (r, p) => Largest(r, p, Healthy_mV, cell => FarCell(r, cell)),
        },
        new(row, "edge", s_all,
            rig => rig.ShowCells(c => c == rig.Channel ? rig.Edge(c) : rig.Row.Limit[c] - (rig.Beyond * NearCell_mV)))
        {
            Prepare = rig => rig.ShowCells(_ => Healthy_mV),
            Jump = (r, p) => Largest(r, p, Healthy_mV, cell => r.Limit[cell] + (r.Watch == Watch.Below ? -1 : 1) * p.Accuracy(cell, 0)),
        },
    ];

    /// <summary>
    /// One probe jumps from 25 degC to beyond the limit, or to its edge from 5 K before. The others stay: all of them together cannot
    /// jump, and beside a jump of 3 K a probe that stands still counts as frozen.
    /// </summary>
    internal static Stimulus[] Probes(Fault row, params Mode[] modesNearTheLimit) =>
    [
        new(row, "far", s_all,
            rig => rig.ShowProbes(p => p == rig.Channel ? rig.Row.Limit[p] + (rig.Beyond * FarProbe_ddegC) : Healthy_ddegC))
        {
            Prepare = rig => rig.ShowProbes(_ => Healthy_ddegC),
            Jump = (r, p) => Math.Abs(r.Limit[0] - Healthy_ddegC) + FarProbe_ddegC,
        },
        new(row, "edge", modesNearTheLimit,
            rig => rig.ShowProbes(p => p == rig.Channel ? rig.Edge(p) : rig.Row.Limit[p] - (rig.Beyond * NearProbe_ddegC)))
        {
            Prepare = rig => rig.ShowProbes(probe => rig.Row.Limit[probe] - (rig.Beyond * NearProbe_ddegC)),
            Parks = modesNearTheLimit.Contains(Mode.Charge),
            Jump = (r, p) => NearProbe_ddegC + p.Accuracy(0, r.Limit[0]),
            Undisturbed = false,
        },
    ];

    /// <summary>The current becomes a tenth larger than the limit; and as large as the limit and the sensor's error together.</summary>
    internal static Stimulus[] Currents(Fault row, params Mode[] modes) =>
    [
        new(row, "far", modes, rig => rig.DriveCurrent((int)(FarCurrent * rig.Row.Limit[0])))
            { EndsWithCurrent = true },
        new(row, "edge", modes, rig => rig.DriveCurrent(rig.Edge(0))) { EndsWithCurrent = true },
    ];

    private static int FarCell(ProtectionRow row, int cell) =>
        row.Watch == Watch.Below ? row.Limit[cell] - FarCell_mV : HighestCell_mV;

    private static int Largest(ProtectionRow row, SignalPath path, int before, Func<int, int> after) =>
        Enumerable.Range(0, row.Signal.Count).Max(c => Math.Abs(after(c) - before) + (2 * path.Accuracy(c, 0)));
}

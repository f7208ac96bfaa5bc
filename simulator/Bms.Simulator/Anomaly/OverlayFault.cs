using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>A fault that can be laid over any trace; what it does not name is healthy. Times count from the onset.</summary>
internal sealed record OverlayFault(string Family, string Level, AnomalyType[] Expected, double Length_h)
{
    /// <summary>Self-discharge in C after so many hours.</summary>
    internal Func<double, double> Leak_C { get; init; } = _ => 0;

    /// <summary>Voltage in V by which a channel is wrong after so many hours.</summary>
    internal Func<double, double> Bias_V { get; init; } = _ => 0;

    /// <summary>Short dip in V after so many seconds.</summary>
    internal Func<double, double> Dip_V { get; init; } = _ => 0;

    /// <summary>Resistance added in multiples of the cell's own; shares of the capacity and of the cooling that are missing.</summary>
    internal double ContactGrowth { get; init; }

    internal double CapacityMissing { get; init; }

    internal double CoolingLost { get; init; }

    internal int Severity { get; init; } = AnomalyAlarm.Warning;

    /// <summary>True when the cell counts.</summary>
    internal bool Names => CoolingLost == 0;

    internal string Figure => $"{Family}_{Level}";

    /// <summary>
    /// The families. The one before a thermal runaway follows what internal-short studies report (Feng et al., Energy Storage Mater. 10,
    /// 2018, 246; Zhang et al., J. Electrochem. Soc. 164, 2017, A3038): self-discharge that grows over hours, from C/1000 past C/20 to
    /// C/2, heat with it, and dips of tens of millivolts that become more frequent.
    /// </summary>
    internal static IReadOnlyList<OverlayFault> All { get; } = [.. Cells(), .. Others()];

    private static IEnumerable<OverlayFault> Cells()
    {
        AnomalyType[] loss = [AnomalyType.InternalShort];
        foreach (int rate in (int[])[1000, 300, 100, 20])
        {
            // Near a probe the heat of a strong leak may be seen before its charge is missed.
            AnomalyType[] names = rate <= 20 ? [.. loss, AnomalyType.SelfHeating] : loss;
            yield return new("leak", $"C{rate}", names, rate >= 300 ? 60 : 24) { Leak_C = _ => 1.0 / rate };
        }

        foreach (int pct in (int[])[20, 50, 100])
        {
            yield return new("contact", $"{pct}pct", [AnomalyType.Contact], 24) { ContactGrowth = pct / 100.0 };
        }

        foreach (int pct in (int[])[10, 20])
        {
            yield return new("capacity", $"{pct}pct", [AnomalyType.WeakCell, AnomalyType.InternalShort], 60)
            {
                CapacityMissing = pct / 100.0, Severity = AnomalyAlarm.Note,
            };
        }

        foreach (int hours in (int[])[2, 12])
        {
            yield return new("pre_runaway", $"{hours}h", [AnomalyType.InternalShort, AnomalyType.SelfHeating], hours + 1)
            {
                Leak_C = h => PreRunaway.Leak_C(h, hours), Dip_V = s => PreRunaway.Dip_V(s, hours),
            };
        }
    }

    private static IEnumerable<OverlayFault> Others()
    {
        AnomalyType[] channel = [AnomalyType.VoltageSensor];
        foreach (int bias_mV in (int[])[10, 30])
        {
            yield return new("bias", $"{bias_mV}mV", channel, 24) { Bias_V = _ => bias_mV / 1000.0 };
        }

        yield return new("drift", "5mV_h", channel, 24) { Bias_V = h => 0.005 * h };
        foreach (int pct in (int[])[60, 90])
        {
            yield return new("cooling", $"{pct}pct", [AnomalyType.Cooling, AnomalyType.SelfHeating], 36) { CoolingLost = pct / 100.0 };
        }
    }

    /// <summary>The same as a fault of an episode, for one pack: a leak remembers what it has taken.</summary>
    internal EpisodeFault ForEpisode(int[] ocv_mV, double capacity_Ah)
    {
        var pack = new TracePack(ocv_mV, capacity_Ah);
        TraceOverlay? overlay = null;
        return new EpisodeFault(Family, Level, Expected, Period_s: 10, Length_h)
        {
            Spoil = (row, _, cell, since_s) =>
            {
                overlay ??= new TraceOverlay(this, pack, cell);
                pack.Pass(row);
                return overlay.Lay(row, since_s);
            },
            Severity = Severity, Names = Names,
        };
    }
}

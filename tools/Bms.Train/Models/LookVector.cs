using Bms.Anomaly;
using Bms.Simulator.Anomaly;

namespace Bms.Train.Models;

/// <summary>
/// What the models see of a look: the detector's own statistics (TailTable.Measured), each as the square root of its decades. Were a
/// statistic drawn from a normal distribution, the root of the logarithm of its rarity would grow like its distance in standard
/// deviations; so one scale serves all of them, and no physical unit outweighs another.
/// </summary>
internal static class LookVector
{
    /// <summary>Numbers of a vector.</summary>
    internal static int Length => TailTable.Measured.Count;

    /// <summary>The vector of a look's largest statistics in thousandths of their limits.</summary>
    internal static double[] Of(short[] peak_permille, TailTable tails) =>
        Array.ConvertAll(tails.Decades(peak_permille), decades => Math.Sqrt(Math.Max(0, decades)));

    /// <summary>What a statistic alone says that is wrong.</summary>
    internal static AnomalyType TypeOf(int feature) => TailTable.Measured[feature] switch
    {
        AnomalyFeature.ChargeLost or AnomalyFeature.Dips or AnomalyFeature.Collapse or AnomalyFeature.DriftApart =>
            AnomalyType.InternalShort,
        AnomalyFeature.ChargeGained or AnomalyFeature.Step or AnomalyFeature.Scatter => AnomalyType.VoltageSensor,
        AnomalyFeature.ResistanceGrowth => AnomalyType.Contact,
        AnomalyFeature.CapacityMissing => AnomalyType.WeakCell,
        AnomalyFeature.Warmth => AnomalyType.TemperatureSensor,
        AnomalyFeature.CoolingTime => AnomalyType.Cooling,
        AnomalyFeature.Relaxation => AnomalyType.Plating,
        _ => AnomalyType.CurrentSensor,
    };

    /// <summary>
    /// The first alarm of a look that no model replaces: frames that lie, what stands still, a burning probe. It has no tail, and all
    /// models share it. None when there is none.
    /// </summary>
    internal static AnomalyType Certain(EvidenceLook look, int severity)
    {
        foreach (RaisedAlarm alarm in look.Raised)
        {
            if (alarm.Severity >= severity && !TailTable.Measured.Contains(alarm.Feature))
            {
                return alarm.Type;
            }
        }

        return AnomalyType.None;
    }
}

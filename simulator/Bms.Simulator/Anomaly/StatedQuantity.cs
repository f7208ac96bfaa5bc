using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>What an alarm stated of its fault, with the ends of its 95 % interval, and what was true at that moment, in one unit.</summary>
internal sealed record StatedQuantity(string Kind, double Estimate, double Low, double High, double Truth)
{
    /// <summary>True when the truth lies within the interval.</summary>
    internal bool Covers => Truth >= Low && Truth <= High;

    /// <summary>Estimate over truth, less 1.</summary>
    internal double RelativeError => (Estimate / Truth) - 1;

    /// <summary>What an alarm states of a fault of a size, null where it states none or the fault has none in the alarm's unit.</summary>
    internal static StatedQuantity? Of(AnomalyAlarm alarm, EpisodeFault fault, EpisodePack pack, AnomalyDetector detector, int cell,
        double since_s)
    {
        string? kind = Unit(alarm);
        bool fits = alarm.HasEstimate && kind != null && kind == fault.Quantity && fault.Expected.Contains(alarm.Type);
        double truth = fits && fault.Truth != null ? fault.Truth(pack, detector, cell, since_s) : double.NaN;
        return double.IsNaN(truth) ? null : new StatedQuantity(kind!, alarm.Estimate, alarm.Low, alarm.High, truth);
    }

    // By the unit of the estimate: one type may state two.
    private static string? Unit(AnomalyAlarm alarm) => alarm.Type switch
    {
        AnomalyType.InternalShort => "leak_mA",
        AnomalyType.VoltageSensor => "channel_mV",
        AnomalyType.Contact => "resistance_pct",
        AnomalyType.CurrentSensor when alarm.Feature == AnomalyFeature.ChargeMiscounted => "current_scale_pct",
        AnomalyType.CurrentSensor => "current_offset_mA",
        AnomalyType.TemperatureSensor or AnomalyType.SelfHeating => "temperature_K",
        _ => null,
    };
}

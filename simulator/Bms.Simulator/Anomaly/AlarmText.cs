using System.Globalization;
using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>An alarm as sentences: what, where, how much, how sure, what speaks against it, when it would clear.</summary>
internal static class AlarmText
{
    private static readonly (int Bit, string Text)[] s_against =
    [
        (AnomalyAlarm.SumContradicts, "the pack's own voltage does not follow the cell, so it may be the channel"),
        (AnomalyAlarm.NoWarmth, "no probe is warmer than its neighbours"),
        (AnomalyAlarm.LoadWasOn, "current was flowing, rest would tell more"),
        (AnomalyAlarm.SensorToo, "with no neighbour to compare, a current that is not measured would look the same"),
    ];

    internal static string Severity(AnomalyAlarm alarm) => alarm.Severity switch
    {
        AnomalyAlarm.Note => "note",
        AnomalyAlarm.Warning => "warning",
        _ => "ALARM",
    };

    internal static string Where(AnomalyAlarm alarm) => alarm.Cell < 0 ? "pack"
        : alarm.Type is AnomalyType.TemperatureSensor or AnomalyType.SelfHeating ? $"probe {alarm.Cell + 1}" : $"cell {alarm.Cell + 1}";

    /// <summary>The same with the numbers that a recording gives its cells and probes.</summary>
    internal static string Where(AnomalyAlarm alarm, int[] cells, int[] probes) => alarm.Cell < 0 ? "pack"
        : alarm.Type is AnomalyType.TemperatureSensor or AnomalyType.SelfHeating ? $"probe {NumberOf(alarm.Cell, probes)}"
        : $"cell {NumberOf(alarm.Cell, cells)}";

    private static int NumberOf(int place, int[] numbers) => place < numbers.Length ? numbers[place] : place + 1;

    internal static string Name(AnomalyType type) => type switch
    {
        AnomalyType.InternalShort => "internal short",
        AnomalyType.ExternalShort => "external short",
        AnomalyType.VoltageSensor => "voltage channel",
        AnomalyType.CurrentSensor => "current sensor",
        AnomalyType.TemperatureSensor => "temperature probe",
        AnomalyType.Contact => "contact resistance",
        AnomalyType.WeakCell => "weak cell",
        AnomalyType.Plating => "lithium plating",
        AnomalyType.Cooling => "cooling",
        AnomalyType.SelfHeating => "self-heating",
        AnomalyType.Abuse => "voltage beyond the chemistry",
        AnomalyType.Communication => "communication",
        AnomalyType.Tamper => "tampering",
        _ => "nothing",
    };

    internal static string Reason(AnomalyAlarm alarm)
    {
        string text = Because(alarm) + Quantity(alarm);
        string[] against = [.. s_against.Where(a => (alarm.Against & a.Bit) != 0).Select(a => a.Text)];
        return against.Length == 0 ? text : $"{text}; against it: {string.Join(", ", against)}";
    }

    private static string Because(AnomalyAlarm a) => a.Feature switch
    {
        AnomalyFeature.ChargeLost => $"lost {N(a.Value / 10)} % of charge against its neighbours, healthy to {N(a.Healthy / 10)} %",
        AnomalyFeature.ChargeGained => $"gained {N(a.Value / 10)} % of charge against its neighbours, healthy to {N(a.Healthy / 10)} %",
        AnomalyFeature.Step => $"stepped by {N(a.Value)} mV against its prediction, healthy to {N(a.Healthy)} mV",
        AnomalyFeature.ResistanceGrowth => $"resistance {N(a.Value)} % of the median above its own past, healthy to {N(a.Healthy)} %",
        AnomalyFeature.Dips => $"{N(a.Value)} dips within an hour that recovered by themselves, healthy to {N(a.Healthy)}",
        AnomalyFeature.Scatter => $"scatters {N(a.Value)} times as much as the pack, healthy to {N(a.Healthy)}",
        AnomalyFeature.CapacityMissing => $"capacity {N(-a.Value)} % below the median, healthy to {N(Math.Abs(a.Healthy))} %",
        AnomalyFeature.Collapse => $"{N(-a.Value)} mV below its prediction, healthy to {N(-a.Healthy)} mV",
        AnomalyFeature.Standstill => $"stands still while the pack moved by {N(a.Value)} mV, healthy to {N(a.Healthy)} mV",
        AnomalyFeature.Warmth => $"{N(a.Value)} K beyond neighbours and own past, healthy to {N(a.Healthy)} K",
        AnomalyFeature.Temperature => $"{N(a.Value)} degC, healthy to {N(a.Healthy)} degC",
        AnomalyFeature.ProbeSilent => $"silent or impossible for {N(a.Value)} frames",
        AnomalyFeature.CountedAtRest when a.Type == AnomalyType.InternalShort =>
            $"loses {N(2.4f * a.Value)} % a day at rest, healthy to {N(2.4f * a.Healthy)} %",
        AnomalyFeature.CountedAtRest =>
            $"counts {N(a.Value / 10)} % an hour at rest that the voltage takes back, healthy to {N(a.Healthy / 10)} %",
        AnomalyFeature.Current => $"{N(a.Value)} C, the pack has carried {N(a.Healthy / 2.5f)} C before",
        AnomalyFeature.Voltage when a.Cell >= 0 =>
            $"at {N(a.Value)} mV while the others are not, healthy {From(a)} {N(a.Healthy)} mV",
        AnomalyFeature.Voltage => $"median cell at {N(a.Value)} mV, healthy {From(a)} {N(a.Healthy)} mV",
        AnomalyFeature.BadFrames when a.Severity == AnomalyAlarm.Note => $"{N(a.Value)} impossible frames within an hour",
        AnomalyFeature.BadFrames when a.Cell >= 0 => $"no usable reading for {N(a.Value)} frames",
        AnomalyFeature.BadFrames => "frames after a sleep repeat the last one before it in every value: nothing is measured",
        AnomalyFeature.FrozenTime => $"no reading moved for {N(a.Value)} s although current or charge must have moved them",
        AnomalyFeature.FramesAlike => $"all cells show the same value for {N(a.Value)} frames, as if computed and not measured",
        AnomalyFeature.DriftApart =>
            $"moved by {N(a.Value / 10)} % of charge away from its own mean of the last day, healthy to {N(Math.Abs(a.Healthy / 10))} %",
        AnomalyFeature.ChargeMiscounted =>
            $"counts {N(a.Value)} % more charge between two rests than before, healthy to {N(a.Healthy)} %",
        AnomalyFeature.ChargeTakenBack =>
            $"counted {N(a.Value / 10)} % of charge that the voltages took back, healthy to {N(a.Healthy / 10)} %",
        AnomalyFeature.CoolingTime => $"takes {N(a.Value)} times as long to cool at rest as before, healthy to {N(a.Healthy)}",
        AnomalyFeature.Relaxation =>
            $"held up by {N(a.Value)} mV after a charge, dying away at rest, healthy to {N(a.Healthy)} mV",
        AnomalyFeature.WarmingRate =>
            $"warms faster than any load explains: {N(a.Value)} K beyond 6 K a minute, healthy to {N(a.Healthy)} K",
        _ => "",
    };

    private static string From(AnomalyAlarm a) => a.Value < a.Healthy ? "from" : "to";

    private static string Quantity(AnomalyAlarm a)
    {
        if (a.High == 0 && a.Low == 0)
        {
            return "";
        }

        string interval = $"({N(a.Low)} to {N(a.High)})";
        return a.Type switch
        {
            AnomalyType.InternalShort =>
                $"; leak about {Leak(a.Estimate, a.Low, a.High)}, {Ohm(a.Cell_mV / Math.Max(1e-3f, a.Estimate))}"
                + (a.Feature == AnomalyFeature.Collapse ? "" : "; clears when it holds its charge"),
            AnomalyType.CurrentSensor when a.Feature == AnomalyFeature.ChargeMiscounted =>
                $"; scale off by about {N(a.Estimate)} % {interval}",
            AnomalyType.CurrentSensor => $"; offset about {N(a.Estimate)} mA {interval}",
            AnomalyType.VoltageSensor when a.Feature == AnomalyFeature.DriftApart => "",
            AnomalyType.Plating or AnomalyType.VoltageSensor => $"; about {N(a.Estimate)} mV {interval}",
            AnomalyType.Contact or AnomalyType.WeakCell => $"; about {N(a.Estimate)} % {interval}",
            AnomalyType.TemperatureSensor or AnomalyType.SelfHeating => $"; about {N(a.Estimate)} K {interval}",
            _ => "",
        };
    }

    // A leak of a growing short goes through five orders of magnitude.
    private static string Leak(float value_mA, float low_mA, float high_mA) => value_mA < 10_000
        ? $"{N(value_mA)} mA ({N(low_mA)} to {N(high_mA)})"
        : $"{N(value_mA / 1000)} A ({N(low_mA / 1000)} to {N(high_mA / 1000)})";

    private static string Ohm(float value) => value < 0.1f ? $"{N(value * 1000)} mohm" : $"{N(value)} ohm";

    // Three digits are more than any of these quantities is known to.
    private static string N(float value)
    {
        float size = Math.Abs(value);
        string format = size >= 100 ? "0" : size >= 10 ? "0.#" : "0.##";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}

namespace Bms.Records;

/// <summary>One measured feature of an alarm with the ends of its healthy range, in the feature's unit.</summary>
public readonly record struct AlarmFeature(int Feature, double Value, double HealthyFrom, double HealthyTo);

/// <summary>What an alarm of the anomaly detector says.</summary>
public sealed record AlarmFacts
{
    /// <summary>Number of the alarm in its boot, from 1.</summary>
    public int Number { get; set; }

    /// <summary>What it names: 1 internal short, 2 external short, 3 voltage channel, ...; see <see cref="AlarmSentence"/>.</summary>
    public int Type { get; set; }

    /// <summary>1 note, 2 warning, 3 alarm that calls for action.</summary>
    public int Severity { get; set; }

    /// <summary>Cell or probe from 0; below 0 = the whole pack.</summary>
    public int Place { get; set; }

    /// <summary>The statistic that made it in units of its limit.</summary>
    public double Score { get; set; }

    /// <summary>Uptime of the alarm in ms.</summary>
    public long Uptime_ms { get; set; }

    /// <summary>Hours of healthy packs for one false alarm at the limit behind it.</summary>
    public int FalseAlarm_h { get; set; }

    /// <summary>What was measured, the feature that made the alarm first.</summary>
    public IReadOnlyList<AlarmFeature> Features { get; set; } = [];

    /// <summary>Estimated quantity and the ends of its 95 % interval, in the unit of the type; null = none.</summary>
    public (double Value, double From, double To)? Estimate { get; set; }

    /// <summary>What speaks against it, bits.</summary>
    public int Against { get; set; }

    /// <summary>It stands until its cause has been quiet for so long in s.</summary>
    public int Quiet_s { get; set; }

    /// <summary>By how much in mV the cell would have to rise for it to clear; null = not known.</summary>
    public double? Clears_mV { get; set; }

    /// <summary>Voltage of the cell then in mV; null = it is about no cell.</summary>
    public int? Cell_mV { get; set; }

    /// <summary>Pack current then in mA, positive = charge.</summary>
    public int Current_mA { get; set; }

    /// <summary>State of charge then in permille.</summary>
    public int Soc_permille { get; set; }
}

using Bms.Fleet.Watch;
using Bms.Records;
using Bms.Telemetry;

namespace Bms.Fleet.Serve;

/// <summary>What is known of one device at one moment, for a page or for programs.</summary>
public sealed class DeviceView
{
    /// <summary>The device's number, 8 hex digits.</summary>
    public required string Device { get; init; }

    /// <summary>Its site.</summary>
    public string Site { get; init; } = "";

    /// <summary>When anything came from it last, in ms since 1970.</summary>
    public long LastSeen_ms { get; init; }

    /// <summary>Its newest live record, or null.</summary>
    public TelemetryRecord? Live { get; init; }

    /// <summary>What its last birth record said, or null.</summary>
    public BirthFacts? Birth { get; init; }

    /// <summary>The newest notice of its connection, or null.</summary>
    public LinkState? Link { get; init; }

    /// <summary>Records stored.</summary>
    public long Stored { get; init; }

    /// <summary>Records known to be missing.</summary>
    public long Missing { get; init; }

    /// <summary>Ranges of missing records.</summary>
    public int Gaps { get; init; }

    /// <summary>Boots whose end is not known.</summary>
    public int OpenEnds { get; init; }

    /// <summary>Messages refused in its name.</summary>
    public long Refused { get; init; }

    /// <summary>Alarms of the detector in the present boot, the newest first, one for each type and place.</summary>
    public IReadOnlyList<AlarmFacts> Alarms { get; init; } = [];

    /// <summary>Trips that are stored.</summary>
    public int Trips { get; init; }

    /// <summary>True when it has been silent for three of its periods: what is known of it is old.</summary>
    public bool IsSilent(long now_ms) => now_ms - LastSeen_ms > (long)DeviceStatus.SilentPeriods * Period_ms;

    /// <summary>
    /// What stands at worst: 0 nothing, 1 a note of the detector, 2 a warning, 3 its alarm or an active protection.
    /// </summary>
    public int Severity => Live is null ? 0 : Math.Clamp(Math.Max(Live.AnomalySeverity, ProtectionSeverity(Live)), 0, 3);

    /// <summary>What stands, in a few words each.</summary>
    public IReadOnlyList<string> Standing => Live is null ? []
        : [.. Words.Faults(Live.ActiveRows ?? 0), .. Words.Faults(Live.LatchedRows & ~(Live.ActiveRows ?? 0)).Select(f => f + " (latched)"),
            .. Live.AnomalySeverity > 0 ? Alarms.Take(1).Select(Short) : []];

    /// <summary>Cell 1 to N with the lowest voltage, and that in mV; null when none is known.</summary>
    public (int Cell, int Low_mV)? Lowest => Extreme(-1);

    /// <summary>The same for the highest.</summary>
    public (int Cell, int High_mV)? Highest => Extreme(1);

    /// <summary>Highest temperature in degC, or null.</summary>
    public int? Hottest_degC => Live?.Probes_degC.Max();

    private int Period_ms => Live is { Mode: (int)Mode.Standby, ActiveRows: 0 or null }
        ? TelemetryReporter.ParkedPeriod_ms : TelemetryReporter.LivePeriod_ms;

    private static int ProtectionSeverity(TelemetryRecord live)
    {
        long rows = live.LatchedRows | (live.ActiveRows ?? 0);
        return rows == 0 ? 0 : Words.Faults(rows).All(name => name.EndsWith("warning", StringComparison.Ordinal)) ? 2 : 3;
    }

    private static string Short(AlarmFacts a)
    {
        string sentence = AlarmSentence.Of(a);
        int end = sentence.IndexOf(';', StringComparison.Ordinal);
        return end < 0 ? sentence : sentence[..end];
    }

    private (int Cell, int Value_mV)? Extreme(int sign)
    {
        (int Cell, int Value_mV)? best = null;
        for (int i = 0; i < (Live?.Cells_mV.Length ?? 0); i++)
        {
            if (Live!.Cells_mV[i] is int mV && (best is null || sign * mV > sign * best.Value.Value_mV))
            {
                best = (i + 1, mV);
            }
        }

        return best;
    }
}

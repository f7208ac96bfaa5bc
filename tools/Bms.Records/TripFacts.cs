namespace Bms.Records;

/// <summary>A trip that the pack remembers over a loss of power: what it was, and what was measured up to a second before.</summary>
public sealed record TripFacts
{
    /// <summary>Number of the trip, 1 = the newest at the time of sending.</summary>
    public int Number { get; set; }

    /// <summary>Row of the protection table.</summary>
    public int Row { get; set; }

    /// <summary>Who acted: 0 nobody, 1 the firmware, 2 a protector chip.</summary>
    public int Level { get; set; }

    /// <summary>Cell or probe from 0.</summary>
    public int Channel { get; set; }

    /// <summary>Value of the row's signal, in its unit.</summary>
    public int Value { get; set; }

    /// <summary>Boots ago; 0 = in the boot that sends it.</summary>
    public int BootsAgo { get; set; }

    /// <summary>Uptime of the trip in its boot in s.</summary>
    public int Uptime_s { get; set; }

    /// <summary>UTC of the trip in s since 1970; null = the device did not know the time.</summary>
    public long? Utc_s { get; set; }

    /// <summary>Up to a second before: pack current in mA.</summary>
    public int Before_mA { get; set; }

    /// <summary>Then: lowest and highest cell in mV.</summary>
    public int BeforeLowest_mV { get; set; }

    /// <inheritdoc cref="BeforeLowest_mV"/>
    public int BeforeHighest_mV { get; set; }

    /// <summary>Then: hottest probe in tenths of a degree Celsius.</summary>
    public int BeforeHottest_ddegC { get; set; }

    /// <summary>Times that the row was raised in the pack's life; the count ends at 255.</summary>
    public int Times { get; set; }

    internal static bool TryDecode(ref FieldReader r, long key, TelemetryRecord record)
    {
        if (key is < 43 or > 55)
        {
            return false;
        }

        TripFacts t = record.Trip ??= new TripFacts();
        switch (key)
        {
            case 43: t.Number = r.Int(); break;
            case 44: t.Row = r.Int(); break;
            case 45: t.Level = r.Int(); break;
            case 46: t.Channel = r.Int(); break;
            case 47: t.Value = r.Int(); break;
            case 48: t.BootsAgo = r.Int(); break;
            case 49: t.Uptime_s = r.Int(); break;
            case 50: t.Utc_s = r.Long(); break;
            case 51: t.Before_mA = r.Int(); break;
            case 52: t.BeforeLowest_mV = r.Int(); break;
            case 53: t.BeforeHighest_mV = r.Int(); break;
            case 54: t.BeforeHottest_ddegC = r.Int(); break;
            case 55: t.Times = r.Int(); break;
        }

        return true;
    }
}

using Bms.Records;

namespace Bms.Fleet.Watch;

/// <summary>How fresh what we know of one device is. Times are ms on a clock of our own that never goes back.</summary>
public sealed class DeviceStatus(string device, string site, long now_ms)
{
    /// <summary>Periods of reporting without a record after which a device is silent.</summary>
    public const int SilentPeriods = 3;

    private const int Standby = (int)Mode.Standby;

    private long _heard_ms = now_ms;
    private int _period_ms = Telemetry.TelemetryReporter.ParkedPeriod_ms;
    private int _boot;
    private long _offset_ms;
    private LinkNotice _link;

    /// <summary>The device's number, 8 hex digits.</summary>
    public string Device { get; } = device;

    /// <summary>Its site.</summary>
    public string Site { get; } = site;

    /// <summary>True while it is silent: what is known of it is old.</summary>
    public bool IsStale { get; private set; }

    /// <summary>True once it has said something of its own, retained messages not counted.</summary>
    public bool IsHeard { get; private set; }

    /// <summary>True when a notice of the device's connection says more than those before; it is then the newest.</summary>
    public bool IsNews(in LinkNotice notice)
    {
        bool isNews = notice.Supersedes(_link);
        _link = isNews ? notice : _link;
        return isNews;
    }

    /// <summary>Time since it was heard, or since we listen, in ms.</summary>
    public long Silence_ms(long now_ms) => now_ms - _heard_ms;

    /// <summary>True once, when the device has been silent for too long.</summary>
    public bool BecomesStale(long now_ms)
    {
        bool becomes = !IsStale && Silence_ms(now_ms) > (long)SilentPeriods * _period_ms;
        IsStale |= becomes;
        return becomes;
    }

    /// <summary>
    /// Notes a record that came just now and returns how old it is in ms: how much later it came, measured by its uptime, than the quickest
    /// record of its boot. One that is older than three periods waited somewhere and says nothing about now.
    /// </summary>
    public long Note(TelemetryRecord record, long now_ms)
    {
        long offset_ms = now_ms - record.Header.Uptime_ms;
        if (record.Header.Boot != _boot || offset_ms < _offset_ms)
        {
            _offset_ms = offset_ms;
            _boot = record.Header.Boot;
        }

        IsHeard = true;
        if (record.Mode is int mode)
        {
            bool parked = mode == Standby && record.ActiveRows == 0;
            _period_ms = parked ? Telemetry.TelemetryReporter.ParkedPeriod_ms : Telemetry.TelemetryReporter.LivePeriod_ms;
        }

        long age_ms = offset_ms - _offset_ms;
        if (age_ms <= (long)SilentPeriods * _period_ms)
        {
            _heard_ms = now_ms;
            IsStale = false;
            return 0;
        }

        return age_ms;
    }
}

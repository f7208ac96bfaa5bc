using Bms.Protection;

namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>The firmware speaks of a fault: some row but that of telemetry is active. Else it is a silent failure.</summary>
public sealed class Told(long from_us, long within_us) : Expectation($"some row is active within {Show_ms(within_us)} of {Show_s(from_us)}")
{
    private const long Telemetry = 1L << (int)Fault.TelemetrySilent;

    private bool _told;
    private long? _broken_us;

    public override long? Broken_us => _broken_us;

    public override void Observe(Observation look)
    {
        _told = _told || (look.Time_us >= from_us && (look.State.Active & ~Telemetry) != 0);
        if (!_told && look.Time_us > from_us + within_us)
        {
            _broken_us ??= look.Time_us;
        }
    }

    public override Verdict Finish() =>
        new(_broken_us == null && _told, _broken_us == null && _told ? "one was" : "nothing was told: a silent failure");
}

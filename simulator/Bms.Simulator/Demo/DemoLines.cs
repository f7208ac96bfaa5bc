using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Demo;

/// <summary>
/// Shows a run as plain lines, for logs and pipes: one each virtual hour, and one whenever the mode or the active rows change.
/// </summary>
internal sealed class DemoLines(TextWriter output)
{
    private const long Period_us = 3_600_000_000;

    private long _due_us = Period_us;
    private (Mode, long) _seen = (Mode.SelfTest, 0);

    /// <summary>Takes a look at the run.</summary>
    internal void See(Observation look)
    {
        var now = (look.State.Mode, look.State.Active);
        if (look.Time_us < _due_us && now == _seen) return;

        _seen = now;
        while (_due_us <= look.Time_us) _due_us += Period_us;
        output.WriteLine($"{DemoLook.Time(look)}  {DemoLook.Current(look),8}  {DemoLook.Cells(look)}  {DemoLook.Temperatures(look)}  "
            + $"SoC {DemoLook.Soc(look)}  {look.Records.Verified} records  {DemoLook.Mode(look)}");
    }
}

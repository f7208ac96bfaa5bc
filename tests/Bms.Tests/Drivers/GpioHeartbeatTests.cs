using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class GpioHeartbeatTests
{
    [Fact]
    public void Every_beat_is_an_edge()
    {
        var bench = new DriverBench();
        GpioHeartbeat heartbeat = bench.BuildOnPins(gpio => new GpioHeartbeat(gpio, 32));
        var levels = new List<bool>();
        bench.Machine.Gpio.Written = (pin, level) => levels.Add(pin == 32 && level);
        heartbeat.Beat();
        heartbeat.Beat();
        heartbeat.Beat();
        Assert.Equal([true, false, true], levels);
    }
}

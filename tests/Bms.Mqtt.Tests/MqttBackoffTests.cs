using Xunit;

namespace Bms.Mqtt.Tests;

public class MqttBackoffTests
{
    [Fact]
    public void The_limit_doubles_up_to_the_longest_wait_and_begins_anew_after_a_success()
    {
        MqttBackoff backoff = new(1000, 8000, seed: 1);
        foreach (int limit_ms in (int[])[1000, 2000, 4000, 8000, 8000, 8000])
        {
            Assert.InRange(backoff.Next_ms(), limit_ms / 2, limit_ms);
        }

        backoff.Reset();
        Assert.InRange(backoff.Next_ms(), 500, 1000);
    }

    [Fact]
    public void Clients_do_not_come_back_together()
    {
        int[] waits_ms = [.. Enumerable.Range(0, 100).Select(seed => new MqttBackoff(1000, 8000, seed).Next_ms())];
        Assert.True(waits_ms.Distinct().Count() > 80);
    }
}

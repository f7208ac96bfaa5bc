using Bms.Protection;
using Xunit;

namespace Bms.Tests.Protection;

public class EventLogTests
{
    private readonly EventLog _log = new();

    [Fact]
    public void Is_empty_at_first() => Assert.Equal((0, 1), (_log.Written, _log.Oldest));

    [Fact]
    public void Gives_back_what_was_added()
    {
        _log.Add(25, true, 95, -12345, 1L << 40);
        Assert.Equal((25, true, 95, -12345, 1L << 40),
            (_log.Row(1), _log.Raised(1), _log.Channel(1), _log.Value(1), _log.Uptime_ms(1)));
    }

    [Fact]
    public void Keeps_the_last_32_under_their_own_numbers()
    {
        for (int i = 1; i <= 100; i++)
        {
            _log.Add(i % 29, i % 2 == 0, i, 1000 * i, 100L * i);
        }

        Assert.Equal((100, 69), (_log.Written, _log.Oldest));
        for (int n = _log.Oldest; n <= _log.Written; n++)
        {
            Assert.Equal((n % 29, n % 2 == 0, n, 1000 * n, 100L * n),
                (_log.Row(n), _log.Raised(n), _log.Channel(n), _log.Value(n), _log.Uptime_ms(n)));
        }
    }

    [Theory]
    [InlineData(31, 1)]
    [InlineData(32, 1)]
    [InlineData(33, 2)]
    public void The_oldest_goes_when_the_33rd_comes(int events, int oldest)
    {
        for (int i = 0; i < events; i++)
        {
            _log.Add(0, true, 0, 0, 0);
        }

        Assert.Equal(oldest, _log.Oldest);
    }
}

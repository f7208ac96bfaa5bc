using Bms.Ports;
using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>What the driver makes of what the chip has done by itself while nobody looked.</summary>
public class Bq76952TripsWithDriverTests
{
    private readonly Bq76952Rig _rig = new();
    private readonly Bq76952WithDriverTests.Host _host;

    public Bq76952TripsWithDriverTests()
    {
        using (VirtualMachine.Enter(_rig.Machine))
        {
            _host = new Bq76952WithDriverTests.Host(_rig);
        }
    }

    /// <summary>The first word ends the chip's fault, so that no status shows it: the alarm that it has left does.</summary>
    [Fact]
    public void That_the_host_was_silent_is_told_once_it_speaks_again()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        _host.Close();
        _host.Keep_s(2);
        Assert.Equal(ProtectorTrip.None, Trips());
        _rig.Wait_ms(5200);
        Assert.Equal(ProtectorTrip.None, Trips());
        Assert.True(_host.Protector.TryAudit(false, out _));
        Assert.Equal(ProtectorTrip.HostSilent, Trips());
        Assert.True(_host.Protector.TryAudit(false, out _));
        Assert.Equal(ProtectorTrip.None, Trips());
    }

    [Fact]
    public void A_temperature_that_comes_and_goes_is_not_taken_for_a_silent_host()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        _rig.Change(() => _rig.Thermistor_C[0] = 90);
        for (int tenth = 0; tenth < 300; tenth++)
        {
            _rig.Wait_ms(100);
            Assert.Equal(ProtectorTrip.None, Trips() & ProtectorTrip.HostSilent);
            if (tenth % 10 == 0)
            {
                Assert.True(_host.Protector.TryAudit(false, out _));
            }

            if (tenth == 150)
            {
                _rig.Change(() => _rig.Thermistor_C[0] = 25);
            }
        }
    }

    [Fact]
    public void Settings_that_were_written_again_are_told_once_as_a_reset_because_they_have_opened_the_switches()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        Assert.Equal(ProtectorTrip.None, Trips());
        _rig.Chip.Disturb(_host.Settings.Address(0), 1);
        Assert.True(_host.Protector.TryAudit(false, out bool differed));
        Assert.True(differed);
        Assert.Equal((ProtectorTrip.Reset, ProtectorTrip.None), (Trips(), Trips()));
    }

    private ProtectorTrip Trips()
    {
        Assert.True(_host.Protector.TryReadTrips(out ProtectorTrip trips));
        return trips;
    }
}

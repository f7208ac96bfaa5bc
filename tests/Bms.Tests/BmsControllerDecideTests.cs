using Bms.Protection;
using Bms.Storage;
using Bms.Telemetry;
using Bms.Tests.Fakes;
using Bms.Tests.Storage;
using Bms.Tests.Telemetry;
using Xunit;

namespace Bms.Tests;

/// <summary>The slow work of the controller: what it concludes once a second, from every cycle.</summary>
public class BmsControllerDecideTests
{
    [Fact]
    public void Counts_the_charge_of_every_cycle()
    {
        FakeBench bench = new FakeBench().Into(Request.Discharge);
        int before_ppm = bench.State.Soc_ppm;
        bench.Current.Current_mA = -1800;
        bench.Run(1000);
        Assert.Equal((0L, 180_000L), (bench.State.ChargeIn_mAs, bench.State.ChargeOut_mAs));
        Assert.Equal(10_000, before_ppm - bench.State.Soc_ppm);
    }

    [Fact]
    public void Knows_nothing_before_the_first_second_and_the_state_of_charge_after_it()
    {
        FakeBench bench = new();
        bench.Run(9);
        Assert.Equal((0, 0, 0), (bench.State.Soc_ppm, bench.State.ChargeLimit_mA, bench.State.DischargeLimit_mA));
        bench.Run(1);
        Assert.InRange(bench.State.Soc_ppm, 500_000, 520_000);
        Assert.Equal((2500, 8000, 1000), (bench.State.ChargeLimit_mA, bench.State.DischargeLimit_mA, bench.State.Soh_permille));
    }

    /// <summary>
    /// Half of the topmost tap's 40 mV, 6 mV of hysteresis, 30 mV of relaxation: 56 mV at 1053 ppm a mV, see SocEstimatorRestTests.
    /// </summary>
    [Fact]
    public void Trusts_the_first_voltage_as_far_as_the_board_measures_it()
    {
        FakeBench bench = new(wire: cells => cells.Accuracy[3] = 40);
        bench.Run(10);
        Assert.Equal(56 * 1053, bench.State.SocSigma_ppm);
    }

    [Fact]
    public void Tells_how_often_a_checksum_on_the_bus_was_wrong()
    {
        FakeBench bench = new();
        bench.Bus.CrcErrors = 7;
        bench.Run(10);
        Assert.Equal(7, bench.State.CrcErrors);
    }

    [Fact]
    public void Speaks_to_the_charger_once_a_second()
    {
        FakeBench bench = new FakeBench().Into(Request.Charge);
        int applied = bench.Charger.Applied;
        bench.Run(100);
        Assert.Equal((10, true), (bench.Charger.Applied - applied, bench.Charger.Enabled));
        Assert.Equal((0, Quality.Good), (bench.Bms.Sample.ChargerMismatch.Value[0], bench.Bms.Sample.ChargerMismatch.Quality[0]));
        Assert.Equal((16600, bench.Charger.Current_mA), (bench.State.ChargerVoltage_mV, bench.State.ChargerCurrent_mA));
    }

    [Fact]
    public void Charges_to_a_target_below_the_limits_of_its_coarsest_cell()
    {
        FakeBench bench = new FakeBench(wire: cells => cells.Accuracy[0] = 106).Into(Request.Charge);
        Assert.Equal(4 * (4220 - 106 - 10), bench.Charger.Voltage_mV);
    }

    [Fact]
    public void Reports_a_trip_in_the_cycle_of_the_trip_and_else_once_a_second()
    {
        FakeLink link = new() { Delivers = true };
        FakeBench bench = new FakeBench(reporter: Reporter(link)).Into(Request.Discharge);
        bench.Run(300);
        Assert.Equal(4, link.Published.Count(record => record.Topic.EndsWith("/t", StringComparison.Ordinal)));
        Assert.DoesNotContain(link.Published, record => record.Topic.EndsWith("/e", StringComparison.Ordinal));

        bench.Current.CurrentQuality = Quality.Saturated;
        bench.Run(1);
        Assert.Contains(link.Published, record => record.Topic.EndsWith("/e", StringComparison.Ordinal));
    }

    [Fact]
    public void Stops_the_charger_in_the_cycle_of_a_trip()
    {
        FakeBench bench = new FakeBench().Into(Request.Charge);
        bench.Run(20);
        bench.Current.CurrentQuality = Quality.Saturated;
        Assert.Equal(1, bench.RunUntil(() => !bench.Charger.Enabled, 20));
        Assert.True(bench.IsActive(Fault.CurrentSaturated));
    }

    /// <summary>A number of 4 bytes begins with 1A in CBOR (RFC 8949, appendix B); 0x65000000 s is a day of September 2023.</summary>
    [Fact]
    public void Records_say_what_time_it_is_once_somebody_has_said_it()
    {
        FakeLink link = new() { Delivers = true };
        FakeBench bench = new FakeBench(reporter: Reporter(link)).Into(Request.Discharge);
        byte[] time = [0x1A, 0x65, 0x00, 0x00];
        bench.Run(100);
        Assert.DoesNotContain(link.Published, record => record.Message.AsSpan().IndexOf(time) >= 0);
        bench.Bms.NoteUtc(0x65000000, 3, bench.Uptime_ms);
        bench.Run(300);
        Assert.Contains(link.Published, record => record.Message.AsSpan().IndexOf(time) >= 0);
    }

    [Fact]
    public void Works_without_telemetry()
    {
        FakeBench bench = new FakeBench().Into(Request.Discharge);
        bench.Bms.NoteUtc(1_700_000_000, 3, bench.Uptime_ms);
        bench.Run(10);
        Assert.Equal(Mode.Discharge, bench.State.Mode);
    }

    private static TelemetryReporter Reporter(FakeLink link)
    {
        TornStore store = new();
        BootCounter.TryProvision(store, 1);
        DeviceFacts facts = new("test", "0.1.0", [1]);
        DeviceIdentity identity = new("demo", [0, 1, 2, 3], 1);
        return new TelemetryReporter(identity, facts, link, new ManagedHmacSha256(new byte[32]), new BootCounter(store, 1), 4, 3);
    }
}

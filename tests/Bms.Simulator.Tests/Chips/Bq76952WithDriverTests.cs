using System.Device.I2c;
using Bms.Drivers;
using Bms.Ports;
using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>The driver and the chip were written apart from each other; here they meet.</summary>
public class Bq76952WithDriverTests
{
    private readonly Bq76952Rig _rig = new();
    private readonly Host _host;

    public Bq76952WithDriverTests()
    {
        using (VirtualMachine.Enter(_rig.Machine))
        {
            _host = new Host(_rig);
        }
    }

    [Fact]
    public void The_first_audit_configures_the_chip_and_the_second_finds_nothing_to_do()
    {
        Assert.True(_host.Protector.TryAudit(false, out bool differed));
        Assert.True(differed);
        Assert.Equal(1, _host.Protector.Configured);
        for (int i = 0; i < 40; i++)
        {
            Assert.True(_host.Protector.TryAudit(false, out differed));
            Assert.False(differed);
        }

        Assert.Equal(0, _host.Protector.Mended);
        Assert.Equal(0, _rig.Chip.RefusedWrites);
    }

    [Fact]
    public void Every_single_row_that_is_corrupted_is_found_named_and_mended()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        for (int row = 0; row < _host.Settings.Count; row++)
        {
            _rig.Chip.Disturb(_host.Settings.Address(row), 1 << (row % 8));
            int calls = 0;
            bool differed;
            do
            {
                Assert.True(_host.Protector.TryAudit(false, out differed));
                calls++;
            }
            while (!differed && calls < 30);
            Assert.True(differed, $"row {row}");
            Assert.Equal(_host.Settings.Address(row), _host.Protector.LastMended);
            Assert.Equal(row + 1, _host.Protector.Mended);
        }
    }

    [Fact]
    public void After_a_brown_out_the_switches_are_open_and_the_settings_come_back()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        _host.Close();
        _rig.Chip.PowerOnReset();
        Assert.False(_rig.Chip.Dsg);
        Assert.True(_host.Protector.TryAudit(false, out bool differed));
        Assert.True(differed);
        Assert.Equal(2, _host.Protector.Configured);
        _host.Close();
    }

    [Fact]
    public void Cells_are_read_once_for_each_scan()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        for (int i = 0; i < 16; i++)
        {
            _rig.Cell_V[i] = 3.0 + (i * 0.05);
        }

        _rig.Wait_ms(140);
        var cell_mV = new int[16];
        var quality = new Quality[16];
        long before = _rig.Bus.Transfers;
        _host.Cells.ReadCells(cell_mV, quality);
        Assert.True(_rig.Bus.Transfers - before <= 5);
        Assert.All(quality, each => Assert.Equal(Quality.Good, each));
        Assert.Equal(3000, cell_mV[0]);
        Assert.Equal(3750, cell_mV[15]);
        _host.Cells.ReadCells(cell_mV, quality);
        Assert.All(quality, each => Assert.Equal(Quality.Frozen, each));
        _rig.Wait_ms(Bq76952CellMonitor.Scan_ms);
        _host.Cells.ReadCells(cell_mV, quality);
        Assert.All(quality, each => Assert.Equal(Quality.Good, each));
    }

    [Fact]
    public void Trips_of_the_chip_are_read_as_what_they_are()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        _host.Close();
        _rig.Change(() => _rig.Cell_V[4] = 4.5);
        _rig.Wait_ms(2100);
        Assert.True(_host.Protector.TryReadTrips(out ProtectorTrip trips));
        Assert.Equal(ProtectorTrip.CellOverVoltage, trips);
        Assert.True(_host.Switches.TryReadBack(out bool charge, out bool discharge));
        Assert.False(charge);
        Assert.True(discharge);
    }

    [Fact]
    public void A_silent_host_opens_the_switches_and_its_next_word_closes_them()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        _host.Close();
        _rig.Wait_ms(5100);
        Assert.False(_rig.Chip.Chg);
        Assert.False(_rig.Chip.Dsg);
        Assert.True(_host.Switches.TryReadBack(out bool charge, out bool discharge));
        Assert.True(charge && discharge);
    }

    [Fact]
    public void Bleeding_ends_by_itself_after_20_seconds_without_a_word()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        var cells = new bool[16];
        cells[3] = cells[15] = true;
        Assert.True(_host.Balancer.TryBleed(cells));
        _rig.Wait_ms(1000);
        var bleeding = new bool[16];
        Assert.True(_host.Balancer.TryReadBleeding(bleeding));
        Assert.Equal(cells, bleeding);
        for (int i = 0; i < 21; i++)
        {
            _rig.Wait_ms(1000);
            Assert.True(_host.Switches.TryReadBack(out _, out _));
        }

        Assert.Equal(0, _rig.Chip.BleedingInputs);
    }

    [Fact]
    public void It_sleeps_only_when_it_may_and_says_so()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        _host.Keep_s(15);
        Assert.False(_rig.Chip.Asleep);
        Assert.True(_host.Protector.TryAllowSleep(true));
        _host.Keep_s(15);
        Assert.True(_rig.Chip.Asleep && _host.Protector.IsAsleep);
        Assert.True(_host.Protector.TryAllowSleep(false));
        _host.Keep_s(2);
        Assert.False(_rig.Chip.Asleep || _host.Protector.IsAsleep);
    }

    /// <summary>A cell on its way from 4.0 to 4.1 V must never read as anything else, however many bits turn over.</summary>
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.01)]
    [InlineData(0.1)]
    public void Bits_that_turn_over_on_the_bus_are_counted_and_never_believed(double rate)
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        Array.Fill(_rig.Cell_V, 4.0);
        _rig.Wait_ms(300);
        var noise = new FlippedBits(rate);
        _rig.Bus.Fault = noise;
        var cell_mV = new int[16];
        var quality = new Quality[16];
        int good = 0;
        for (int i = 0; i < 2_000; i++)
        {
            _host.Guard.BeginCycle();
            _rig.Wait_ms(70);
            _host.Cells.ReadCells(cell_mV, quality);
            good += quality[0] == Quality.Good ? 1 : 0;
            Assert.All(cell_mV, each => Assert.InRange(each, quality[0] == Quality.Good ? 3_999 : 0, 4_001));
        }

        Assert.True(noise.Flipped > 0);
        Assert.True(_host.Port.CrcErrors > 0);
        Assert.True(rate > 0.05 || good > (rate < 0.005 ? 1_950 : 1_500), $"{good} good");
    }

    [Fact]
    public void A_brown_out_in_the_midst_of_configuring_leaves_no_half_configured_chip_for_long()
    {
        _rig.Bus.Fault = new ResetAt(_rig, transfer: 60);
        Assert.False(_host.Protector.TryAudit(false, out _));
        _rig.Bus.Fault = null;
        Assert.True(_host.Protector.TryAudit(false, out bool differed));
        Assert.True(differed);
        Assert.False(_rig.Chip.Configuring);
        for (int i = 0; i < 20; i++)
        {
            Assert.True(_host.Protector.TryAudit(false, out differed));
            Assert.False(differed);
        }
    }

    internal sealed class Host : IPowerSwitch, IDelay
    {
        private readonly Bq76952Rig _rig;

        public Host(Bq76952Rig rig)
        {
            _rig = rig;
            Guard = new I2cGuard(this);
            Port = new CrcPort(Guard, I2cDevice.Create(new I2cConnectionSettings(1, 0x08, I2cBusSpeed.FastMode)));
            var link = new Bq76952Link(Port, this);
            Settings = new Bq76952Settings(new FrontLimits());
            Protector = new Bq76952Protector(link, Settings);
            Cells = new Bq76952CellMonitor(Port, 16);
            Switches = new Bq76952Switches(link, 0);
            Balancer = new Bq76952Balancer(link, 16, 50, 8);
        }

        public I2cGuard Guard { get; }

        public CrcPort Port { get; }

        public Bq76952Settings Settings { get; }

        public Bq76952Protector Protector { get; }

        public Bq76952CellMonitor Cells { get; }

        public Bq76952Switches Switches { get; }

        public Bq76952Balancer Balancer { get; }

        /// <summary>Time passes, and the chip hears of its host once a second.</summary>
        public void Keep_s(int time_s)
        {
            for (int i = 0; i < time_s; i++)
            {
                _rig.Wait_ms(1_000);
                Assert.True(Protector.TryAudit(false, out _));
            }
        }

        public void Close()
        {
            Assert.True(Switches.TrySet(true, true));
            Assert.True(Switches.TryReadBack(out bool charge, out bool discharge));
            Assert.True(charge && discharge);
        }

        public void Wait_us(int wait_us) => _rig.Wait_us(wait_us);

        public int Follow_ms => 0;

        public bool TrySet(bool chargeClosed, bool dischargeClosed) => true;

        public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
        {
            chargeClosed = dischargeClosed = false;
            return true;
        }
    }
}

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
        Assert.True(_host.Protector.TryAudit(out bool differed));
        Assert.True(differed);
        Assert.Equal(1, _host.Protector.Configured);
        for (int i = 0; i < 40; i++)
        {
            Assert.True(_host.Protector.TryAudit(out differed));
            Assert.False(differed);
        }

        Assert.Equal(0, _host.Protector.Mended);
        Assert.Equal(0, _rig.Chip.RefusedWrites);
    }

    [Fact]
    public void Every_single_row_that_is_corrupted_is_found_named_and_mended()
    {
        Assert.True(_host.Protector.TryAudit(out _));
        for (int row = 0; row < _host.Settings.Count; row++)
        {
            _rig.Chip.Disturb(_host.Settings.Address(row), 1 << (row % 8));
            int calls = 0;
            bool differed;
            do
            {
                Assert.True(_host.Protector.TryAudit(out differed));
                calls++;
            }
            while (!differed && calls < 30);
            Assert.True(differed, _host.Settings.Name(row));
            Assert.Equal(_host.Settings.Name(row), _host.Protector.LastMended);
            Assert.Equal(row + 1, _host.Protector.Mended);
        }
    }

    [Fact]
    public void After_a_brown_out_the_switches_are_open_and_the_settings_come_back()
    {
        Assert.True(_host.Protector.TryAudit(out _));
        Close();
        _rig.Chip.PowerOnReset();
        Assert.False(_rig.Chip.Dsg);
        Assert.True(_host.Protector.TryAudit(out bool differed));
        Assert.True(differed);
        Assert.Equal(2, _host.Protector.Configured);
        Close();
    }

    [Fact]
    public void Cells_are_read_once_for_each_scan()
    {
        Assert.True(_host.Protector.TryAudit(out _));
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
        Assert.True(_host.Protector.TryAudit(out _));
        Close();
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
        Assert.True(_host.Protector.TryAudit(out _));
        Close();
        _rig.Wait_ms(5100);
        Assert.False(_rig.Chip.Chg);
        Assert.False(_rig.Chip.Dsg);
        Assert.True(_host.Switches.TryReadBack(out bool charge, out bool discharge));
        Assert.True(charge && discharge);
    }

    [Fact]
    public void Bleeding_ends_by_itself_after_20_seconds_without_a_word()
    {
        Assert.True(_host.Protector.TryAudit(out _));
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

    private void Close()
    {
        Assert.True(_host.Switches.TrySet(true, true));
        Assert.True(_host.Switches.TryReadBack(out bool charge, out bool discharge));
        Assert.True(charge && discharge);
    }

    private sealed class Host : IPowerSwitch, IDelay
    {
        private readonly Bq76952Rig _rig;

        public Host(Bq76952Rig rig)
        {
            _rig = rig;
            Guard = new I2cGuard(this);
            var port = new CrcPort(Guard, I2cDevice.Create(new I2cConnectionSettings(1, 0x08, I2cBusSpeed.FastMode)));
            var link = new Bq76952Link(port, this);
            Settings = new Bq76952Settings(new Bq76952Limits());
            Protector = new Bq76952Protector(link, Settings);
            Cells = new Bq76952CellMonitor(port, 16);
            Switches = new Bq76952Switches(link);
            Balancer = new Bq76952Balancer(link, 16, 50, 8);
        }

        public I2cGuard Guard { get; }

        public Bq76952Settings Settings { get; }

        public Bq76952Protector Protector { get; }

        public Bq76952CellMonitor Cells { get; }

        public Bq76952Switches Switches { get; }

        public Bq76952Balancer Balancer { get; }

        public void Wait_us(int wait_us) => _rig.Wait_us(wait_us);

        public bool TrySet(bool chargeClosed, bool dischargeClosed) => true;

        public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
        {
            chargeClosed = dischargeClosed = false;
            return true;
        }
    }
}

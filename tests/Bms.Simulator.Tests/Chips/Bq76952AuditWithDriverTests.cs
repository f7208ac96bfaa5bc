using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>When a setting that the chip has lost is written again: doing so opens the switches.</summary>
public class Bq76952AuditWithDriverTests
{
    private readonly Bq76952Rig _rig = new();
    private readonly Bq76952WithDriverTests.Host _host;

    public Bq76952AuditWithDriverTests()
    {
        using (VirtualMachine.Enter(_rig.Machine))
        {
            _host = new Bq76952WithDriverTests.Host(_rig);
        }
    }

    /// <summary>CONFIG_UPDATE opens the switches: under load it is entered for what protects only.</summary>
    [Fact]
    public void Under_load_a_row_that_protects_is_mended_at_once_and_another_once_both_switches_are_open()
    {
        Assert.True(_host.Protector.TryAudit(false, out _));
        int waited = 0;
        for (int row = 0; row < _host.Settings.Count; row++)
        {
            _host.Close();
            _rig.Chip.Disturb(_host.Settings.Address(row), 1);
            bool waits = _host.Settings.MayWait(row);
            waited += waits ? 1 : 0;
            Assert.Equal(1, Told(audits: 30, conducts: true));
            Assert.Equal((waits, waits), (_rig.Chip.Dsg, Held(row) != _host.Settings.Value(row)));
            Assert.True(_host.Protector.TryAudit(false, out bool again)); // the next look, not the next round
            Assert.Equal((false, _host.Settings.Value(row)), (again, Held(row)));
            Assert.Equal(0, Told(audits: 30, conducts: true));
        }

        Assert.InRange(waited, 10, _host.Settings.Count / 3);
    }

    /// <summary>Limits, delays, masks of the switches, the shunt, the cells that there are, the watchdog: table 13-37.</summary>
    [Theory]
    [InlineData(0x91A8)]
    [InlineData(0x9261)]
    [InlineData(0x9265)]
    [InlineData(0x9269)]
    [InlineData(0x9273)]
    [InlineData(0x9275)]
    [InlineData(0x9279)]
    [InlineData(0x9280)]
    [InlineData(0x9284)]
    [InlineData(0x9286)]
    [InlineData(0x929A)]
    [InlineData(0x92AA)]
    [InlineData(0x92B2)]
    [InlineData(0x92CE)]
    [InlineData(0x92FD)]
    [InlineData(0x9304)]
    [InlineData(0x9308)]
    [InlineData(0x9339)]
    public void What_protects_never_waits(int address)
    {
        int row = Enumerable.Range(0, _host.Settings.Count).Single(row => _host.Settings.Address(row) == address);
        Assert.False(_host.Settings.MayWait(row));
    }

    [Fact]
    public void A_chip_that_was_sealed_with_the_factory_s_keys_is_opened_and_set()
    {
        _rig.Command(0x0030);
        Assert.True(_host.Protector.TryAudit(false, out _));
        Assert.Equal(1, _host.Protector.Configured);
        Assert.Equal(0, Told(audits: 30, conducts: false));
    }

    private int Told(int audits, bool conducts)
    {
        int told = 0;
        for (int i = 0; i < audits; i++)
        {
            Assert.True(_host.Protector.TryAudit(conducts, out bool differed));
            told += differed ? 1 : 0;
        }

        return told;
    }

    private int Held(int row)
    {
        byte[] bytes = _rig.Ask(_host.Settings.Address(row));
        int value = 0;
        for (int i = _host.Settings.Length(row) - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }
}

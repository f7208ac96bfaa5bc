using Xunit;

namespace Bms.World.Tests;

public class PackContactTests
{
    private static readonly PackSpec s_spec = new() { Cell = TestPacks.FlatCell(), BusbarResistance_ohm = 0, Contactors = true };

    [Fact]
    public void A_welded_contact_conducts_whatever_it_is_told()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.Load.SetCurrent_A(3.0);
        pack.DischargeContact.Fault = ContactFault.Welded;
        pack.DischargeSwitch = false;
        Assert.True(pack.DischargeSwitch);
        Assert.Equal(-3.0, pack.Current_A, 12);
        pack.DischargeContact.Fault = ContactFault.None;
        Assert.False(pack.DischargeSwitch);
        Assert.Equal(0.0, pack.Current_A);
    }

    [Fact]
    public void A_contact_that_is_stuck_open_never_conducts()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.Load.SetCurrent_A(3.0);
        pack.DischargeContact.Fault = ContactFault.StuckOpen;
        Assert.Equal(0.0, pack.Current_A);
        pack.DischargeSwitch = true;
        Assert.False(pack.DischargeSwitch);
    }

    [Fact]
    public void An_open_contactor_interrupts_both_directions()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.ChargeSwitch = false;
        pack.Load.SetCurrent_A(2.0);
        Assert.Equal(0.0, pack.Current_A);
        pack.Load.SetCurrent_A(-2.0);
        Assert.Equal(0.0, pack.Current_A);
    }

    [Fact]
    public void One_welded_contactor_leaves_no_voltage_at_the_terminals()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.DischargeContact.Fault = ContactFault.Welded;
        (pack.ChargeSwitch, pack.DischargeSwitch) = (false, false);
        Assert.Equal(0.0, pack.TerminalVoltage_V);
        pack.ChargeContact.Fault = ContactFault.Welded;
        Assert.Equal(pack.StackVoltage_V, pack.TerminalVoltage_V, 9);
    }

    [Fact]
    public void The_specification_says_how_long_contacts_bounce() =>
        Assert.Equal(3000, new Pack(s_spec with { Bounce_ms = 3 }).DischargeContact.Bounce_us);

    [Fact]
    public void Bouncing_contacts_part_twice_and_then_stay()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.DischargeSwitch = false;
        pack.DischargeContact.Bounce_us = 4000;
        pack.Load.SetCurrent_A(3.0);
        pack.AdvanceBy_s(0.25);
        pack.DischargeSwitch = true;
        int partings = 0;
        bool before = true;
        for (int i = 0; i < 50; i++)
        {
            pack.AdvanceTo(pack.Time_us + 100);
            if (before && !pack.DischargeSwitch) partings++;
            before = pack.DischargeSwitch;
            Assert.Equal(before ? -3.0 : 0.0, pack.Current_A, 12);
        }

        Assert.Equal(2, partings);
        Assert.True(before);
    }

    [Fact]
    public void What_a_bouncing_contact_passes_is_what_the_cells_lose()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.DischargeSwitch = false;
        pack.DischargeContact.Bounce_us = 4000;
        pack.Load.SetCurrent_A(3.0);
        pack.DischargeSwitch = true;
        pack.AdvanceBy_s(1.0);

        // Parted from 20 to 45 % and from 70 to 85 % of 4 ms.
        Assert.Equal(0.5 - 3.0 * (1.0 - 0.4 * 0.004) / 18_000.0, pack.Soc(0), 12);
    }
}

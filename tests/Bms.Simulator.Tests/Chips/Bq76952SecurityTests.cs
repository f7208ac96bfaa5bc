namespace Bms.Simulator.Tests.Chips;

/// <summary>Who may do what; SLUUBY2B, section 7.4.3.</summary>
public class Bq76952SecurityTests
{
    private readonly Bq76952Rig _rig = new();

    /// <summary>Factory keys: 0x0414 0x3672, then 0xFFFF twice, each pair within four seconds.</summary>
    [Fact]
    public void A_sealed_chip_is_opened_by_two_words_in_time_step_by_step()
    {
        int Level() => (_rig.ReadWord(0x12) >> 8) & 3;
        Assert.Equal(1, Level());
        _rig.Command(0x0030);
        Assert.Equal(3, Level());
        _rig.Command(0x0090);
        Assert.Equal(0, _rig.ReadWord(0x12) & 1);
        _rig.Command(0x0414);
        _rig.Wait_ms(4_100);
        _rig.Command(0x3672);
        Assert.Equal(3, Level());
        _rig.Command(0x0414);
        _rig.Command(0x3672);
        Assert.Equal(2, Level());
        _rig.Command(0x0090);
        Assert.Equal(0, _rig.ReadWord(0x12) & 1);
        _rig.Command(0xFFFF);
        _rig.Command(0xFFFF);
        Assert.Equal(1, Level());
        _rig.Command(0x0090);
        Assert.Equal(1, _rig.ReadWord(0x12) & 1);
    }

    [Fact]
    public void A_sealed_chip_shows_no_data_memory_and_an_unsealed_one_does()
    {
        Assert.Equal(50, _rig.Ask(0x9275)[0]);
        _rig.Command(0x0030);
        _rig.Ask(0x0001);
        _rig.Command(0x9275);
        Assert.Equal(0x7695, _rig.ReadWord(0x40));
        _rig.Command(0x0414);
        _rig.Command(0x3672);
        Assert.Equal(50, _rig.Ask(0x9275)[0]);
    }
}

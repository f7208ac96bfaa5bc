namespace Bms.Simulator.Tests.Chips;

/// <summary>DASTATUS5; SLUUBY2B, section 12.4.</summary>
public class Bq76952Status5Tests
{
    private readonly Bq76952Rig _rig = new();

    [Fact]
    public void Extremes_sum_temperatures_and_currents_stand_in_one_answer()
    {
        _rig.Configure((0x92FE, 1, 0x07));
        _rig.Change(() =>
        {
            (_rig.Cell_V[2], _rig.Cell_V[9], _rig.Current_A) = (3.3, 3.9, 12);
            (_rig.Thermistor_C[0], _rig.Thermistor_C[1]) = (20, 30);
        });
        _rig.Wait_ms(300);
        byte[] status = _rig.Ask(0x0075);
        int Word(int at) => BitConverter.ToInt16(status, at);
        Assert.Equal((3900, 3300, 5760), (Word(4), Word(6), Word(8))); // 57.60 V in 10 mV
        Assert.Equal((2982, 3032, 2932), (Word(10), Word(14), Word(16))); // 25, 30 and 20 degC in 0.1 K
        Assert.Equal((12_000, 12_000), (Word(20), Word(22)));
        Assert.InRange(BitConverter.ToInt32(status, 24), 405_950, 405_960); // 12 mV
    }

    [Fact]
    public void Inputs_that_are_no_cells_and_pins_that_are_no_probes_do_not_count()
    {
        _rig.Configure((0x9304, 2, 0x800F), (0x92FD, 1, 0x00)); // five cells, no thermistor
        _rig.Change(() => (_rig.Cell_V[8], _rig.Cell_V[15]) = (0, 3.0));
        _rig.Wait_ms(300);
        byte[] status = _rig.Ask(0x0075);
        int Word(int at) => BitConverter.ToInt16(status, at);
        Assert.Equal((3600, 3000, 1740, 0), (Word(4), Word(6), Word(8), Word(10)));
    }
}

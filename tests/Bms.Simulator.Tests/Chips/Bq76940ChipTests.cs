using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Register numbers and codes are those of SLUSBK2I; the shunt has 1 mohm, so a millivolt is an ampere.</summary>
public class Bq76940ChipTests
{
    private readonly VirtualMachine _machine = new();
    private readonly double[] _cell_V = new double[15];
    private readonly Bq76940Chip _chip;
    private double _current_A;

    public Bq76940ChipTests()
    {
        Array.Fill(_cell_V, 3.6);
        var wiring = new FrontWiring
        {
            Cell_V = input => _cell_V[input],
            Current_A = () => _current_A,
            Thermistor_C = _ => 25,
            Die_C = () => 30,
            Load_V = () => 0,
        };
        _chip = new Bq76940Chip(_machine.Clock, new NoiseSource(1, "bq"), wiring, Bq76940Errors.None);
        _machine.Bus(1).Speed_Hz = 400_000;
        _machine.Bus(1).Attach(0x08, _chip);
        Write(0x04, 0x18);
        Write(0x05, 0x40);
        Write(0x0B, 0x19);
    }

    [Fact]
    public void A_read_s_first_crc_covers_the_address_and_the_byte_alone()
    {
        var wire = new byte[4];
        _machine.Bus(1).Write(0x08, [0x50]);
        _machine.Bus(1).Read(0x08, wire);
        Assert.Equal(Bq76952Rig.Crc(0x11, wire[0]), wire[1]);
        Assert.Equal(Bq76952Rig.Crc(wire[2]), wire[3]);
    }

    [Fact]
    public void A_write_with_a_wrong_crc_changes_nothing()
    {
        _machine.Bus(1).Write(0x08, [0x06, 0x55, 0x00]);
        Assert.Equal(0, Read(0x06, 1)[0]);
        Assert.Equal(1, _chip.RefusedWrites);
    }

    [Fact]
    public void Cells_are_converted_every_250_ms_and_the_counter_s_flag_tells()
    {
        Wait_ms(240);
        Assert.Equal(0, Read(0x00, 1)[0] & 0x80);
        Wait_ms(20);
        Assert.Equal(0x80, Read(0x00, 1)[0] & 0x80);
        byte[] cell = Read(0x0C, 2);
        Assert.InRange(((cell[0] << 8) | cell[1]) * 382e-6, 3.599, 3.601);
        Write(0x00, 0x80);
        Assert.Equal(0, Read(0x00, 1)[0] & 0x80);
    }

    [Fact]
    public void A_thermistor_of_10_kohm_reads_half_of_3_3_volt()
    {
        Wait_ms(2_500);
        byte[] code = Read(0x2C, 2);
        Assert.InRange(((code[0] << 8) | code[1]) * 382e-6, 1.649, 1.651);
    }

    [Fact]
    public void The_counter_reads_8_44_microvolt_a_step_with_a_sign()
    {
        Change(() => _current_A = -10);
        Wait_ms(600);
        byte[] code = Read(0x32, 2);
        Assert.InRange((short)((code[0] << 8) | code[1]), -1186, -1184); // 10 mV
    }

    [Theory]
    [InlineData(0, 1_000)]
    [InlineData(1, 2_000)]
    [InlineData(2, 4_000)]
    public void Over_voltage_opens_the_charge_switch_after_its_delay(int code, int delay_ms)
    {
        Write(0x08, (byte)(code << 4));
        Write(0x09, 0xAC); // 0x2008 + 0xAC x 16 = 10,952 steps, 4.184 V
        Write(0x05, 0x43);
        Change(() => _cell_V[4] = 4.2);
        Assert.InRange(Until_ms(() => !_chip.Chg), delay_ms, delay_ms + 260);
        Assert.True(_chip.Dsg);
        Assert.Equal(0x04, Read(0x00, 1)[0] & 0x3F);
    }

    [Fact]
    public void Under_voltage_opens_the_discharge_switch_and_a_cell_just_inside_does_not()
    {
        Write(0x0A, 0x97); // 0x1000 + 0x97 x 16 = 6,512 steps, 2.488 V
        Write(0x05, 0x43);
        Change(() => _cell_V[0] = 2.50);
        Wait_ms(5_000);
        Assert.True(_chip.Dsg);
        Change(() => _cell_V[0] = 2.48);
        Assert.InRange(Until_ms(() => !_chip.Dsg), 1_000, 1_260);
        Assert.True(_chip.Chg);
    }

    [Theory]
    [InlineData(0x80, 0x00, -0.045, 0.070)] // RSNS: 44 mV, 70 us
    [InlineData(0x18, 0x00, -0.023, 0.400)] // 22 mV, 400 us
    [InlineData(0x87, 0x50, -0.018, 320)] // over-current 17 mV, 320 ms
    [InlineData(0x07, 0x0F, -0.051, 8)] // 50 mV, 8 ms
    public void Currents_open_the_discharge_switch_after_their_delay(int protect1, int protect2, double shunt_V, double delay_ms)
    {
        Write(0x06, (byte)protect1);
        Write(0x07, (byte)protect2);
        Write(0x05, 0x43);
        Change(() => _current_A = shunt_V * 1000);
        Assert.InRange(Until_ms(() => !_chip.Dsg), delay_ms, delay_ms + 0.01);
        Assert.True(_chip.Chg);
    }

    [Fact]
    public void A_fault_stands_until_it_is_cleared_and_no_switch_closes_by_itself()
    {
        Write(0x06, 0x80);
        Write(0x05, 0x43);
        Change(() => _current_A = -60);
        Wait_ms(1);
        Change(() => _current_A = 0);
        Wait_ms(60_000);
        Write(0x05, 0x43);
        Assert.False(_chip.Dsg);
        Write(0x00, 0x02);
        Assert.False(_chip.Dsg);
        Write(0x05, 0x43);
        Assert.True(_chip.Dsg);
    }

    [Fact]
    public void Bleeding_goes_on_without_a_host()
    {
        Write(0x01, 0x05);
        Write(0x03, 0x10);
        Wait_ms(600_000);
        Assert.Equal(0x4005, _chip.BleedingInputs);
    }

    [Fact]
    public void A_reset_opens_the_switches_and_forgets_the_settings()
    {
        Write(0x05, 0x43);
        Write(0x09, 0x80);
        _chip.PowerOnReset();
        Assert.False(_chip.Chg || _chip.Dsg);
        Assert.Equal(0xAC, Read(0x09, 1)[0]);
        Assert.Equal(0x97, Read(0x0A, 1)[0]);
    }

    private void Write(int register, byte value) => Assert.Equal(
        I2cEnd.Complete, _machine.Bus(1).Write(0x08, [(byte)register, value, (byte)Bq76952Rig.Crc(0x10, (byte)register, value)]).End);

    private byte[] Read(int register, int length)
    {
        var wire = new byte[2 * length];
        _machine.Bus(1).Write(0x08, [(byte)register]);
        _machine.Bus(1).Read(0x08, wire);
        return [.. wire.Where((_, at) => at % 2 == 0)];
    }

    private void Change(Action world)
    {
        _chip.CatchUp();
        world();
        _chip.See();
    }

    private void Wait_ms(double wait_ms) => Until_ms(() => false, wait_ms);

    private double Until_ms(Func<bool> holds, double limit_ms = 20_000)
    {
        long start_us = _machine.Clock.Now_us, end_us = start_us + (long)(limit_ms * 1000);
        while (!holds() && _machine.Clock.Now_us < end_us)
        {
            _machine.Clock.Advance_us(Math.Max(0, Math.Min(_chip.Due_us, end_us) - _machine.Clock.Now_us));
            _chip.CatchUp();
        }

        return (_machine.Clock.Now_us - start_us) / 1000.0;
    }
}

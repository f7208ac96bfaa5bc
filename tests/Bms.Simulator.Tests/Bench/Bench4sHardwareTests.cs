using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using Bms.Twins;
using Bms.World;

namespace Bms.Simulator.Tests.Bench;

/// <summary>The board without its firmware: the tests drive pins and bus themselves.</summary>
public class Bench4sHardwareTests
{
    private readonly VirtualMachine _machine = new();
    private readonly Pack _pack = new(new PackSpec { InitialSoc = 0.6 });
    private readonly Bench4sHardware _hardware;

    public Bench4sHardwareTests()
    {
        _hardware = new Bench4sHardware(_machine, _pack, new BenchOptions { IdealParts = true });
        foreach (int pin in new[] { 25, 26, 27, 32 })
        {
            _machine.Gpio.SetRole(pin, GpioRole.Output);
        }

        _machine.Gpio.Write(27, true);
    }

    [Theory]
    [InlineData(0x40)]
    [InlineData(0x48)]
    [InlineData(0x18)]
    [InlineData(0x19)]
    [InlineData(0x1A)]
    [InlineData(0x1B)]
    [InlineData(0x6B)]
    public void Every_chip_of_the_board_answers_at_its_address(int address)
    {
        Assert.Equal(I2cEnd.Complete, _hardware.Bus.Write(address, [0]).End);
    }

    [Fact]
    public void Switches_need_their_gate_and_a_living_watchdog()
    {
        _machine.Gpio.Write(25, true);
        Assert.False(_pack.ChargeSwitch);
        Beat();
        Assert.True(_pack.ChargeSwitch);
        Assert.False(_pack.DischargeSwitch);
        Assert.True(_machine.Gpio[34]);
        Assert.False(_machine.Gpio[35]);
    }

    [Fact]
    public void Watchdog_opens_both_switches_when_the_heartbeat_stops()
    {
        CloseBoth();
        Wait_us(1_500_000);
        Assert.True(_pack.DischargeSwitch);
        Wait_us(100_000);
        Assert.False(_pack.ChargeSwitch);
        Assert.False(_pack.DischargeSwitch);
        Assert.Equal(_machine.Clock.Now_us, _hardware.DischargeSwitchMoved_us);
    }

    [Fact]
    public void A_processor_in_reset_opens_the_switches_and_disables_the_charger()
    {
        CloseBoth();
        _machine.Gpio.Write(27, false);
        Assert.False(_hardware.Charger.ChipEnableHigh);
        _hardware.ReleasePins();
        Assert.False(_pack.ChargeSwitch);
        Assert.False(_pack.DischargeSwitch);
        Assert.True(_hardware.Charger.ChipEnableHigh);
    }

    [Fact]
    public void A_stuck_switch_conducts_against_its_gate_and_says_so()
    {
        CloseBoth();
        _hardware.DischargeFet.Fault = FetFault.StuckClosed;
        _machine.Gpio.Write(26, false);
        Assert.True(_pack.DischargeSwitch);
        Assert.True(_machine.Gpio[35]);
    }

    [Fact]
    public void Current_sensor_reads_the_pack_current_with_its_sign()
    {
        CloseBoth();
        _pack.Load.SetCurrent_A(2);
        Wait_us(10_000);
        Assert.Equal(-2000, ReadWord(0x40, 1)); // 2 A x 10 mohm in steps of 10 uV
        Assert.Equal(_pack.StackVoltage_V, (ReadWord(0x40, 2) >> 3) * 0.004, 0.0041);
    }

    [Fact]
    public void A_conversion_that_ended_before_the_load_changed_shows_the_old_current()
    {
        CloseBoth();
        _hardware.Bus.Write(0x40, [0, 0x3F, 0x75]); // shunt alone, 64 samples: 34 ms
        Wait_us(35_000);
        _pack.Load.SetCurrent_A(5);
        Assert.Equal(0, ReadWord(0x40, 1));
    }

    [Theory]
    [InlineData(0, 0xC3A3, 2.0)]
    [InlineData(1, 0xD3A3, 3.32)]
    [InlineData(2, 0xE3A3, 4.48)]
    [InlineData(3, 0xF3A3, 5.32)]
    public void Taps_are_the_stack_voltage_up_to_their_cell_through_their_divider(int tap, int config, double ratio)
    {
        double expected_V = Enumerable.Range(0, tap + 1).Sum(_pack.CellVoltage_V);
        _hardware.Bus.Write(0x48, [1, (byte)(config >> 8), (byte)config]);
        Wait_us(5_000);
        Assert.Equal(expected_V, ReadWord(0x48, 0) * 125e-6 * ratio, 0.000_5);
    }

    [Fact]
    public void Probes_sit_on_the_cells()
    {
        _pack.SetHeater_W(2, 5);
        for (int i = 0; i < 3000; i++)
        {
            Wait_us(100_000);
        }

        for (int cell = 0; cell < 4; cell++)
        {
            double read_C = (ReadWord(0x18 + cell, 5) & 0x0FFF) / 16.0;
            Assert.Equal(_pack.CellSurface_C(cell), read_C, 0.1);
        }
    }

    [Fact]
    public void Charger_charges_the_pack_by_itself_once_its_pin_allows_it()
    {
        CloseBoth();
        _pack.Charger.SupplyPresent = true;
        _machine.Gpio.Write(27, false);
        for (int i = 0; i < 20; i++)
        {
            Wait_us(100_000);
            Beat();
        }

        Assert.Equal(1.0, _pack.Current_A, 3);
    }

    [Fact]
    public void Calibration_finds_what_the_resistors_and_the_converter_do()
    {
        var real = new Bench4sHardware(new VirtualMachine(), _pack, new BenchOptions { Seed = 3 });
        int[] correction_ppm = real.CalibrateTaps();
        double[] nominal = [2, 3.32, 4.48, 5.32];
        for (int tap = 0; tap < 4; tap++)
        {
            double left_ppm = ((real.Dividers.Ratio(tap) * nominal[tap] * (1 + (correction_ppm[tap] * 1e-6))) - 1) * 1e6;
            Assert.InRange(left_ppm, -600, 600); // 200 of the meter, 300 of the converter's gain
        }
    }

    [Fact]
    public void A_power_cycle_makes_every_chip_forget()
    {
        _hardware.Bus.Write(0x40, [5, 0x20, 0x00]);
        _hardware.PowerCycle();
        Assert.Equal(0, ReadWord(0x40, 5));
    }

    [Fact]
    public void Chips_are_found_by_name()
    {
        Assert.Same(_hardware.Probes[1], _hardware.Find("mcp9808-2")!.Chip);
        Assert.Null(_hardware.Find("mcp9808-9"));
    }

    private void CloseBoth()
    {
        _machine.Gpio.Write(25, true);
        _machine.Gpio.Write(26, true);
        Beat();
    }

    private void Beat() => _machine.Gpio.Write(32, !_machine.Gpio[32]);

    private void Wait_us(long wait_us)
    {
        _machine.Clock.Advance_us(wait_us);
        _hardware.Tick();
    }

    private int ReadWord(int address, int register)
    {
        var bytes = new byte[2];
        _hardware.Bus.Write(address, [(byte)register]);
        _hardware.Bus.Read(address, bytes);
        return (short)((bytes[0] << 8) | bytes[1]);
    }
}

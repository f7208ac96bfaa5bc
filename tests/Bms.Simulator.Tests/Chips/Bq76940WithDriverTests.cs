using System.Device.I2c;
using Bms.Drivers;
using Bms.Ports;
using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>The second source: its driver and its chip, written apart from each other, behind the ports that a board knows.</summary>
public class Bq76940WithDriverTests
{
    private readonly VirtualMachine _machine = new();
    private readonly double[] _cell_V = new double[15];
    private readonly Bq76940Chip _chip;
    private readonly FrontEnd _front;
    private double _current_A;

    public Bq76940WithDriverTests()
    {
        Array.Fill(_cell_V, 3.6);
        var wiring = new FrontWiring
        {
            Cell_V = input => _cell_V[input],
            Current_A = () => _current_A,
            Thermistor_C = pin => 20 + (10 * pin),
            Die_C = () => 30,
            Load_V = () => 0,
        };
        _chip = new Bq76940Chip(
            _machine.Clock, new NoiseSource(1, "bq"), wiring, Bq76940Errors.None with { Gain_uV = 377, Offset_mV = 47 });
        _machine.Bus(1).Attach(0x08, _chip);
        using (VirtualMachine.Enter(_machine))
        {
            I2cDevice device = I2cDevice.Create(new I2cConnectionSettings(1, 0x08, I2cBusSpeed.FastMode));
            var limits = new FrontLimits { CellOver_mV = 4250, CellOverDelay_ms = 1000, Short_mA = 120_000, DischargeOver_mA = 90_000 };
            _front = new Bq76940Front().Join(new I2cGuard(new NoSwitches()), device, new NoWait(), limits, 6);
        }

        Assert.True(_front.Protector.TryAudit(false, out bool differed));
        Assert.True(differed);
        Assert.True(_front.Switches.TrySet(true, true));
    }

    [Fact]
    public void Configured_once_it_stays_so_until_a_brown_out()
    {
        Assert.True(_front.Protector.TryAudit(false, out bool differed));
        Assert.False(differed);
        _chip.PowerOnReset();
        Assert.True(_front.Protector.TryAudit(false, out differed));
        Assert.True(differed);
        Assert.True(_front.Protector.TryAudit(false, out differed));
        Assert.False(differed);
    }

    [Fact]
    public void Cells_and_thermistors_read_what_they_are()
    {
        _cell_V[14] = 3.75;
        Wait_ms(3_000);
        var cell_mV = new int[15];
        var quality = new Quality[15];
        _front.Cells.ReadCells(cell_mV, quality);
        Assert.All(quality, each => Assert.Equal(Quality.Good, each));
        Assert.InRange(cell_mV[0], 3599, 3601);
        Assert.InRange(cell_mV[14], 3749, 3751);
        Assert.Equal(Quality.Good, _front.Probes[2].Read(out int temperature_ddegC));
        Assert.InRange(temperature_ddegC, 395, 405);
    }

    [Fact]
    public void An_over_voltage_opens_charging_and_returns_when_the_cell_has()
    {
        Change(() => _cell_V[6] = 4.3);
        Wait_ms(1_600);
        Assert.True(_front.Switches.TryReadBack(out bool charge, out bool discharge));
        Assert.Equal((false, true), (charge, discharge));
        Assert.True(_front.Protector.TryReadTrips(out ProtectorTrip trips));
        Assert.Equal(ProtectorTrip.CellOverVoltage, trips);
        Change(() => _cell_V[6] = 4.0);
        Wait_ms(500);
        Assert.True(_front.Protector.TryReadTrips(out _));
        Assert.True(_front.Protector.TryReadTrips(out trips));
        Assert.Equal(ProtectorTrip.None, trips);
        Assert.True(_front.Switches.TrySet(true, true));
        Assert.True(_front.Switches.TryReadBack(out charge, out _));
        Assert.True(charge);
    }

    [Fact]
    public void A_short_circuit_opens_discharging_within_its_delay_and_returns_when_it_was_told()
    {
        Change(() => _current_A = -500);
        Wait_ms(0.2);
        Assert.False(_chip.Dsg);
        Change(() => _current_A = 0);
        for (int i = 0; i < Bq76940Protector.HeldReadings; i++)
        {
            Assert.True(_front.Protector.TryReadTrips(out ProtectorTrip trips));
            Assert.Equal(ProtectorTrip.ShortCircuit, trips & ProtectorTrip.ShortCircuit);
        }

        Assert.True(_front.Switches.TrySet(true, true));
        Assert.True(_chip.Dsg);
    }

    private void Change(Action world)
    {
        _chip.CatchUp();
        world();
        _chip.See();
    }

    private void Wait_ms(double wait_ms)
    {
        long end_us = _machine.Clock.Now_us + (long)(wait_ms * 1000);
        while (_machine.Clock.Now_us < end_us)
        {
            _machine.Clock.Advance_us(Math.Max(0, Math.Min(_chip.Due_us, end_us) - _machine.Clock.Now_us));
            _chip.CatchUp();
        }
    }

    private sealed class NoWait : IDelay
    {
        public void Wait_us(int wait_us)
        {
        }
    }

    private sealed class NoSwitches : IPowerSwitch
    {
        public int Follow_ms => 0;

        public bool TrySet(bool chargeClosed, bool dischargeClosed) => true;

        public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
        {
            chargeClosed = dischargeClosed = false;
            return true;
        }
    }
}

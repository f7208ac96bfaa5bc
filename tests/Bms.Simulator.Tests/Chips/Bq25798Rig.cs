using Bms.Simulator.Chips;
using Bms.World;

namespace Bms.Simulator.Tests.Chips;

/// <summary>A charger chip whose battery is whatever the test says.</summary>
internal sealed class Bq25798Rig
{
    public Bq25798Rig()
    {
        Output = new Pack(new PackSpec()).Charger;
        Chip = Bus.Attach(
            0x6B, new Bq25798Chip(Bus.Clock, Output, () => Battery_V, () => Current_A, () => Thermistor_C, Bq25798Errors.None));
    }

    public RawBus Bus { get; } = new();

    public ChargerModel Output { get; }

    public Bq25798Chip Chip { get; }

    public double Battery_V { get; set; } = 14.8;

    public double Current_A { get; set; } = 1;

    public double Thermistor_C { get; set; } = 25;

    public void PlugInAndEnable()
    {
        Output.SupplyPresent = true;
        Chip.ChipEnableHigh = false;
        Run_s(2);
    }

    /// <summary>Lets time pass in steps of 100 ms, as a bench does.</summary>
    public void Run_s(double duration_s)
    {
        for (long i = (long)(duration_s * 10); i > 0; i--)
        {
            Bus.Wait_ms(100);
            Chip.CatchUp();
        }
    }
}

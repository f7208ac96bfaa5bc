using Bms.Balancing;
using Bms.Boards;
using Bms.Config;
using Bms.Drivers;
using Bms.Pages.Bench;
using Bms.Simulator.Bench;

namespace Bms.Pages.Packs;

/// <summary>Heat in the path of pack-16s, in its resistors, and what it takes from the cells while nothing is asked of it.</summary>
public static class PackPower
{
    /// <summary>One FET of a switch cold, in ohm; two stand in parallel (parts list).</summary>
    public const double Fet_ohm = 0.001, FetsInParallel = 2;

    // SLUSE13B, section 7.5: a BQ76952 awake, and the larger of its two currents asleep.
    private const double Awake_uA = 286, Asleep_uA = 41;

    // SLYS021A, section 6.5: the bus pin of an INA228 is 1 Mohm to ground.
    private const double BusPin_ohm = 1e6;

    private const double Hours_per_month = 730;

    // Bleeding goes in turns with a pause, in which cells are measured.
    private const double Share = (double)Balancer.Bleed_s / (Balancer.Bleed_s + Balancer.Pause_s);

    /// <summary>Shunt and switches at the currents that the firmware knows.</summary>
    public static string Heat()
    {
        PackConfig pack = Pack16s.Pack();
        Table table = new("current", "what it is", "RS1", "each switch, cold", "each FET, cold", "each FET, 125 degC");
        void Row(int current_mA, string what)
        {
            double current_A = current_mA / 1e3, one_A = current_A / FetsInParallel;
            table.Row($"{current_A:0.#} A", what, $"{current_A * current_A * Pack16s.Shunt_uohm / 1e6:0.00} W",
                $"{current_A * current_A * Fet_ohm / FetsInParallel:0.00} W", $"{one_A * one_A * Fet_ohm:0.00} W",
                $"{one_A * one_A * Fet_ohm * BenchCircuit.FetHot:0.00} W");
        }

        Row(pack.ChargeCurrent_mA, "charging");
        Row(pack.ChargeOverCurrent_mA, "charge over-current trips");
        Row(pack.DischargeCurrent_mA, "discharging, for long");
        Row(pack.DischargeOverCurrent_mA, "discharge over-current trips after three samples");
        Row(pack.DischargePeakCurrent_mA, "discharge peak trips after one sample");
        return table.ToString();
    }

    /// <summary>What bleeding makes of a surplus, with either chip.</summary>
    public static string Bleeding()
    {
        PackConfig pack = Pack16s.Pack();
        Table table = new("chip", "a cell loses", "heat of the most at once", "a surplus of 1 %", "of 5 %");
        foreach (FrontChip chip in (FrontChip[])[Pack16s.Front(), Pack15s.Front()])
        {
            double full_V = pack.Chemistry.ChargeTarget_mV / 1e3;
            double hours = pack.Capacity_mAh / 100.0 / (chip.Bleed_mA * Share);
            table.Row(chip.Name, $"{chip.Bleed_mA} mA", $"{Pack16s.MostBleeding * chip.Bleed_mA * full_V / 1e3:0.0} W", $"{hours:0} h",
                $"{5 * hours:0} h");
        }

        return table.ToString();
    }

    /// <summary>What the stack gives in standby, and how long a full pack lasts on it.</summary>
    public static string Rest(double cell_V)
    {
        PackConfig pack = Pack16s.Pack();
        double sense_uA = cell_V * pack.CellCount / BusPin_ohm * 1e6;
        Table table = new("while", "U1", "U2's bus pin", "in a month", "of a full pack, in a year");
        void Row(string what, double chip_uA)
        {
            double month_mAh = (chip_uA + sense_uA) / 1e3 * Hours_per_month;
            table.Row(what, $"{chip_uA:0} uA", $"{sense_uA:0} uA", $"{month_mAh:0} mAh",
                $"{month_mAh * 12 / pack.Capacity_mAh * 100:0.0} %");
        }

        Row("awake", Awake_uA);
        Row($"asleep, from {pack.SleepAfter_s / 60} minutes of standby on", Asleep_uA);
        return table.ToString();
    }

    /// <summary>Energy in J that RP1 takes while it fills a load of so many farad from a full pack: half of what flows.</summary>
    public static double Filling_J(double load_F)
    {
        PackConfig pack = Pack16s.Pack();
        double full_V = pack.CellCount * pack.Chemistry.ChargeTarget_mV / 1e3;
        return load_F * full_V * full_V / 2;
    }

    /// <summary>Time in s until the load is within the distance at which U1 closes Q2.</summary>
    public static double Filling_s(double load_F)
    {
        PackConfig pack = Pack16s.Pack();
        double full_V = pack.CellCount * pack.Chemistry.ChargeTarget_mV / 1e3;
        double delta_V = Pack16s.Limits(pack).PrechargeDelta_mV / 1e3;
        return Pack16sHardware.Blocks.PrechargeResistance_ohm * load_F * Math.Log(full_V / delta_V);
    }
}

using Bms.Boards;
using Bms.Config;
using Bms.Pages.Bench;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Pages.Budgets;

/// <summary>Heat in the pack's path, and what the board takes from the cells at rest.</summary>
public static class PowerBudget
{
    private const double Hours_per_month = 730;

    // S-8254A: 30 uA at most; INA219: 20 uA of bias and 320 kohm at its bus input (SBOS448G), all from the whole stack.
    private const double Protector_uA = 30, SensorBias_uA = 20, SensorInput_ohm = 320e3;

    /// <summary>Shunt, one FET and both, at the currents that the firmware knows.</summary>
    public static string Heat(double shunt_ohm)
    {
        PackConfig pack = Bench4s.Pack();
        Table table = new("current", "what it is", "shunt", "shunt drop", "each FET, cold", "each FET, 125 degC",
            "rise of a FET on 15 K/W");
        void Row(int current_mA, string what)
        {
            double square = current_mA / 1e3 * (current_mA / 1e3);
            double hot_W = square * BenchCircuit.Fet_ohm * BenchCircuit.FetHot;
            table.Row($"{current_mA / 1e3:0.#} A", what, $"{square * shunt_ohm:0.00} W", $"{current_mA * shunt_ohm:0} mV",
                $"{square * BenchCircuit.Fet_ohm:0.00} W", $"{hot_W:0.00} W", $"{hot_W * 15:0} K");
        }

        Row(pack.ChargeCurrent_mA, "charging");
        Row(pack.ChargeOverCurrent_mA, "charge over-current trips");
        Row(pack.DischargeCurrent_mA, "discharging, for long");
        Row(pack.DischargeOverCurrent_mA, "discharge over-current trips after three samples");
        Row(pack.DischargePeakCurrent_mA, "discharge peak trips after one sample");
        return table.ToString();
    }

    /// <summary>What each cell loses to the dividers at a cell voltage, in A; the first carries all of them.</summary>
    public static double[] Drain_A(double cell_V)
    {
        IReadOnlyList<Divider> dividers = Bench4sHardware.NominalDividers;
        double[] tap_A = [.. dividers.Select((d, tap) => cell_V * (tap + 1) / (d.Top_ohm + d.Bottom_ohm))];
        return [.. Enumerable.Range(0, dividers.Count).Select(cell => tap_A.Skip(cell).Sum())];
    }

    /// <summary>Table of the drain.</summary>
    public static string Rest(double cell_V)
    {
        double[] drain_A = Drain_A(cell_V);
        Table table = new("cell", "through the dividers", "in a month", "more than the top cell, in a month");
        for (int cell = 0; cell < drain_A.Length; cell++)
        {
            table.Row($"{cell + 1}", $"{drain_A[cell] * 1e3:0.00} mA", $"{drain_A[cell] * 1e3 * Hours_per_month:0} mAh",
                $"{(drain_A[cell] - drain_A[^1]) * 1e3 * Hours_per_month:0} mAh");
        }

        return table.ToString();
    }

    /// <summary>How many days of plugged taps pull cell 1 below the top cell by a share of the capacity.</summary>
    public static double DaysToSpread(double cell_V, double share)
    {
        double[] drain_A = Drain_A(cell_V);
        return share * Bench4s.Pack().Capacity_mAh / 1e3 / (drain_A[0] - drain_A[^1]) / 24;
    }

    /// <summary>What the protector and the current sensor take from the whole stack, in mA.</summary>
    public static double Stack_mA(double cell_V) =>
        (Protector_uA + SensorBias_uA + (cell_V * Bench4s.Pack().CellCount / SensorInput_ohm * 1e6)) / 1e3;
}

using Bms.Boards;
using Bms.Chemistry;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using static Bms.Pages.Bench.BenchCircuit;

namespace Bms.Pages.Bench;

/// <summary>What a meter must show at the board's test points.</summary>
public static class BenchReadings
{
    /// <summary>Supply of the ladder that stands for the cells, in V.</summary>
    public const double Supply_V = 14.4;

    private static IReadOnlyList<Divider> Dividers => Bench4sHardware.NominalDividers;

    /// <summary>Voltage at a pin of the converter with the tap at a voltage; the converter's own load included.</summary>
    public static double Pin_V(int tap, double tap_V)
    {
        Divider divider = Dividers[tap];
        double bottom_ohm = 1 / ((1 / divider.Bottom_ohm) + (1 / Bench4sHardware.AdcInput_ohm));
        return tap_V * bottom_ohm / (divider.Top_ohm + bottom_ohm);
    }

    /// <summary>Voltages of the taps when four equal resistors stand for the cells: what the dividers take bends them.</summary>
    public static IReadOnlyList<double> Ladder()
    {
        double[] load_S = [.. Dividers.Select(d => 1 / (d.Top_ohm + (1 / ((1 / d.Bottom_ohm) + (1 / Bench4sHardware.AdcInput_ohm)))))];

        // Tap 4 is the supply. Each inner node: what comes from above is what goes below and into the divider.
        double[] tap_V = [.. Enumerable.Range(1, Dividers.Count).Select(n => Supply_V * n / Dividers.Count)];
        for (int round = 0; round < 200; round++)
        {
            for (int tap = 0; tap < Dividers.Count - 1; tap++)
            {
                double below_V = tap == 0 ? 0 : tap_V[tap - 1];
                tap_V[tap] = (below_V + tap_V[tap + 1]) / (2 + (Ladder_ohm * load_S[tap]));
            }
        }

        return tap_V;
    }

    /// <summary>The converter's pins with the ladder and with real cells.</summary>
    public static string Pins()
    {
        ChemistryProfile chemistry = Bench4s.Pack().Chemistry;
        double[] cells_V = [chemistry.UnderVoltage_mV / 1e3, 3.6, chemistry.ChargeTarget_mV / 1e3, chemistry.OverVoltage_mV / 1e3];
        IReadOnlyList<double> ladder_V = Ladder();
        Table table = new(["test point", $"tap with the ladder at {Supply_V} V", "pin with the ladder",
            .. cells_V.Select(v => $"pin, cells {v} V")]);
        for (int tap = 0; tap < Dividers.Count; tap++)
        {
            int n = tap;
            table.Row([$"U2.A{tap}", $"{ladder_V[tap]:0.00} V", $"{Pin_V(tap, ladder_V[tap]):0.000} V",
                .. cells_V.Select(v => $"{Pin_V(n, v * (n + 1)):0.000} V")]);
        }

        return table.ToString();
    }

    /// <summary>Gate and state of a FET at some stack voltages.</summary>
    public static string Gates()
    {
        Table table = new("stack", "gate to source, closed", "collector of the driver, closed", "LED", "driver takes", "open");
        foreach (double stack_V in (double[])[10, Supply_V, 16.6])
        {
            table.Row($"{stack_V:0.0} V", $"-{Gate_V(stack_V):0.0} V", "below 0.4 V", $"{LedCurrent_A(stack_V) * 1e3:0.0} mA",
                $"{Driver_A(stack_V) * 1e3:0.0} mA", "0.0 V");
        }

        return table.ToString();
    }
}

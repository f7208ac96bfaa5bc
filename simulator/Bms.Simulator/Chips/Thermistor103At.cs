namespace Bms.Simulator.Chips;

/// <summary>Semitec 103AT, a thermistor of 10 kohm at 25 degC, after the maker's table of resistances.</summary>
public static class Thermistor103At
{
    private static readonly (double Temperature_C, double Resistance_ohm)[] s_table =
    [
        (-50, 329_500), (-40, 188_500), (-30, 111_300), (-20, 67_770), (-10, 42_470), (0, 27_280), (10, 17_960), (20, 12_090),
        (25, 10_000), (30, 8_313), (40, 5_827), (50, 4_160), (60, 3_020), (70, 2_228), (80, 1_668), (90, 1_266), (100, 973.1),
        (110, 757.6), (120, 597.5),
    ];

    /// <summary>Resistance in ohm at a temperature; open far below the table, shorted far above.</summary>
    public static double Resistance_ohm(double temperature_C)
    {
        if (temperature_C < s_table[0].Temperature_C)
        {
            return 1e9;
        }

        for (int i = 1; i < s_table.Length; i++)
        {
            (double high_C, double low_ohm) = s_table[i];
            if (temperature_C <= high_C)
            {
                (double low_C, double high_ohm) = s_table[i - 1];
                double share = (temperature_C - low_C) / (high_C - low_C);

                // Straight in the divider's voltage against 10 kohm, where the curve is nearly so.
                double high = high_ohm / (high_ohm + 10_000), low = low_ohm / (low_ohm + 10_000);
                double at = high + (share * (low - high));
                return 10_000 * at / (1 - at);
            }
        }

        return 1;
    }
}

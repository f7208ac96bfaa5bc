namespace Bms.Pages;

/// <summary>Numbers as they stand on a page.</summary>
public static class Units
{
    /// <summary>A resistance: 10 ohm, 4.7 kohm, 1 Mohm.</summary>
    public static string Ohm(double value_ohm) => value_ohm switch
    {
        >= 1e6 => $"{value_ohm / 1e6:0.###} Mohm",
        >= 1e3 => $"{value_ohm / 1e3:0.###} kohm",
        >= 1 => $"{value_ohm:0.##} ohm",
        _ => $"{value_ohm * 1e3:0.##} mohm",
    };

    /// <summary>A capacitance: 100 nF, 2.2 uF.</summary>
    public static string Farad(double value_F) => value_F >= 1e-6 ? $"{value_F * 1e6:0.##} uF" : $"{value_F * 1e9:0.##} nF";
}

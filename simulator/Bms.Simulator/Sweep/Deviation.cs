using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Sweep;

/// <summary>One change that a case makes in its scenario.</summary>
/// <param name="Place">Where, as --set has it.</param>
/// <param name="Value">What stands there then.</param>
/// <param name="Nominal">The number that stands there without it; null when it is no number, or cannot be half way.</param>
public sealed record Deviation(string Place, string Value, double? Nominal = null)
{
    /// <summary>The change as --set has it.</summary>
    public string Text => $"{Place}={Value}";

    /// <summary>True for a change that makes the case what it is: without it there is nothing to try, or another thing is judged.</summary>
    public bool IsEssential => Place == "kill.at_s" || Place.StartsWith("expect", StringComparison.Ordinal);

    /// <summary>A number beside its nominal one, with the decimals that matter.</summary>
    public static Deviation Number(string place, double value, double? nominal, int decimals = 4) =>
        new(place, Changes.Show(Math.Round(value, decimals) + 0.0), nominal);

    /// <summary>The same half as far from the nominal; null when that is not possible.</summary>
    public Deviation? Halved() => Nominal is double nominal && double.TryParse(Value, out double value) && Math.Abs(value - nominal) > 2e-4
        ? Number(Place, nominal + ((value - nominal) / 2), nominal) : null;
}

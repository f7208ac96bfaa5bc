using System.Globalization;

namespace Bms.Simulator.Coverage;

/// <summary>What the pack is doing when a fault strikes.</summary>
/// <param name="Soc">State of charge at the start.</param>
/// <param name="Timeline">Entries of the timeline before the fault, as a scenario file has them.</param>
/// <param name="Length_s">How long is waited for the row.</param>
internal sealed record Situation(double Soc, string Timeline, double Length_s = 40)
{
    private const string Ask = """{ "at_s": 3, "ask": "Discharge" }""";

    internal static Situation Standing { get; } = new(0.5, string.Empty);

    internal static Situation Charging { get; } = new(0.5, """{ "at_s": 1, "supply": true }, { "at_s": 3, "ask": "Charge" }""");

    /// <summary>It was driven and is switched off behind the beginning of the fault.</summary>
    internal static Situation Parking { get; } = new(0.5, Ask + """, { "at_s": 24, "ask": "Standby" }""", 60);

    /// <summary>It is asked to drive behind the beginning of the fault, with the capacitor of a motor controller for a load.</summary>
    internal static Situation Starting { get; } = new(0.5, """{ "at_s": 2, "load_uF": 1000 }, { "at_s": 24, "ask": "Discharge" }""");

    /// <summary>It drives with a load from the beginning.</summary>
    internal static Situation Driving(double load_A) => new(0.5, $$"""{{Ask}}, { "at_s": 6, "load_A": {{Show(load_A)}} }""");

    /// <summary>It drives with next to nothing, and a load comes behind the beginning of the fault.</summary>
    internal static Situation Stepping(double load_A) => new(0.5, $$"""{{Ask}}, { "at_s": 30, "load_A": {{Show(load_A)}} }""");

    internal Situation For(double length_s) => this with { Length_s = length_s };

    internal Situation At(double soc) => this with { Soc = soc };

    /// <summary>A number as a file has it.</summary>
    internal static string Show(double value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}

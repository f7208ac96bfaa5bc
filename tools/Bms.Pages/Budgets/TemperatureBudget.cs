namespace Bms.Pages.Budgets;

/// <summary>How far a cell's temperature may be off, in K.</summary>
public static class TemperatureBudget
{
    /// <summary>The causes.</summary>
    public static Budget Causes { get; } = new(
    [
        new("MCP9808", "0.5 K between -20 and 100 degC, DS25095", [0.5]),
        new("its step", "1/16 K", [0.0625]),
        new("rounding in the firmware", "0.1 K", [0.05]),
        new("between can and chip", "module taped flat to the can under a strip of foam, assumed", [1.5]),
    ]);
}

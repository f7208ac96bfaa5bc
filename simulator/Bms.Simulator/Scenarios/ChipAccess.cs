using Bms.Simulator.Chips;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>The firmware turns to a register of a chip for the n-th time since power-up.</summary>
/// <param name="Chip">Name of the chip.</param>
/// <param name="Register">Address of the register; null = any.</param>
/// <param name="Times">How often, from 1.</param>
public sealed record ChipAccess(string Chip, int? Register, int Times)
{
    /// <summary>The access in words.</summary>
    public string Text => $"{Chip}{(Register is int register ? $" register 0x{register:X2}" : string.Empty)} is accessed"
        + (Times == 1 ? string.Empty : $" {Times} times");

    /// <summary>The access that a condition of a file names.</summary>
    public static ChipAccess From(Node node) =>
        new(node.Text("chip_accessed"), node.Has("register") ? node.Whole("register") : null, node.Whole("accesses", 1));

    /// <summary>Calls at the very transfer that makes it come true, before the chip answers.</summary>
    public void Watch(VirtualChip chip, Action come)
    {
        int left = Times;
        chip.Addressed += register =>
        {
            if ((Register == null || Register == register) && --left == 0)
            {
                come();
            }
        };
    }
}

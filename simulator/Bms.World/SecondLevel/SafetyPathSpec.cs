namespace Bms.World.SecondLevel;

/// <summary>
/// What the pack's current passes on its way to the board, and what opens without asking any firmware. A part that is null is not there.
/// </summary>
public sealed record SafetyPathSpec
{
    /// <summary>The protector module, or null.</summary>
    public ProtectorSpec? Protector { get; init; }

    /// <summary>The fuse, or null.</summary>
    public FuseSpec? Fuse { get; init; }

    /// <summary>The thermal cut-offs, each on a cell of its own; all of them in the pack's lead.</summary>
    public IReadOnlyList<CutOffSpec> CutOffs { get; init; } = [];

    /// <summary>Every tolerance of each part; false: all parts are as rated.</summary>
    public bool Spread { get; init; } = true;

    /// <summary>
    /// The parts of bench-4s: a module with the S-8254A, a 10 A blade fuse and on each cell a thermal cut-off for 73 degC. At a current
    /// that the fuse carries for an hour the cell with the highest resistance is the hottest, whichever it is.
    /// </summary>
    public static SafetyPathSpec Bench4s { get; } = new()
    {
        Protector = ProtectorSpec.S8254A,
        Fuse = FuseSpec.Blade10A,
        CutOffs = [.. Enumerable.Range(0, 4).Select(cell => CutOffSpec.Sf70E with { Cell = cell })],
    };

    internal double Resistance_ohm => (Protector is null ? 0.0 : Protector.Sense_ohm + Protector.Fets_ohm)
        + (Fuse?.Resistance_ohm ?? 0.0) + CutOffs.Sum(c => c.Resistance_ohm);

    internal void Validate()
    {
        Protector?.Validate();
        Fuse?.Validate();
        foreach (CutOffSpec cutOff in CutOffs) cutOff.Validate();
    }
}

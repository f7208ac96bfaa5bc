using Bms.Chemistry;
using Bms.Config;
using Bms.World;
using Bms.World.SecondLevel;

namespace Bms.Simulator.Bench;

/// <summary>
/// What the firmware is told of the cells that stand on its bench: the chemistry that fits them, their capacity, and currents in
/// proportion to it.
/// </summary>
public static class CellChemistry
{
    // Two cells of one size need no other configuration.
    private const double OwnCell = 0.05;

    private static readonly (string Name, string[] Beginnings, Func<ChemistryProfile> Create)[] s_all =
    [
        ("NMC811", ["NMC"], Nmc811.Create),
        ("NCA", ["NCA"], Nca.Create),
        ("LFP", ["LFP"], Lfp.Create),
    ];

    /// <summary>Chemistries that the firmware knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_all.Select(c => c.Name)];

    /// <summary>The one that fits a cell; null when the firmware knows none.</summary>
    public static string? Fitting(CellSpec cell) => Array.Find(
        s_all, c => c.Beginnings.Any(b => cell.Chemistry.StartsWith(b, StringComparison.OrdinalIgnoreCase))).Name;

    /// <summary>
    /// The one whose voltage window lies nearest to a cell's: what a provisional cell is told as, on which no verdict rests anyway.
    /// </summary>
    public static string Nearest(CellSpec cell) => s_all.MinBy(c => Distance_V(cell, c.Create())).Name;

    /// <summary>
    /// The configuration of a board with other cells in it: limits of their chemistry, capacity and currents in proportion.
    /// </summary>
    /// <param name="board">The board; larger cells than its own do not widen its switches.</param>
    /// <param name="cell">The cell that stands in the pack.</param>
    /// <param name="chemistry">One of <see cref="Names"/>; null leaves the board's.</param>
    /// <param name="parallel">Such cells in parallel in each place.</param>
    public static PackConfig Configure(BoardKind board, CellSpec cell, string? chemistry, int parallel = 1)
    {
        PackConfig pack = board.Config();
        if (chemistry == null && parallel == board.Cells.ParallelCells) return pack;
        chemistry ??= pack.Chemistry.Name;
        double share = cell.Capacity_Ah * parallel / (board.Cells.Cell.Capacity_Ah * board.Cells.ParallelCells);
        if (chemistry == pack.Chemistry.Name && Math.Abs(share - 1) < OwnCell) return pack;
        pack.Chemistry = Array.Find(s_all, c => c.Name == chemistry).Create();
        pack.Capacity_mAh = (int)Math.Round(pack.Capacity_mAh * share);
        double most = Math.Min(1.0, share);
        pack.ChargeCurrent_mA = Scaled(pack.ChargeCurrent_mA, most);
        pack.ChargeOverCurrentWarning_mA = Scaled(pack.ChargeOverCurrentWarning_mA, most);
        pack.ChargeOverCurrent_mA = Scaled(pack.ChargeOverCurrent_mA, most);
        pack.DischargeCurrent_mA = Scaled(pack.DischargeCurrent_mA, most);
        pack.DischargeOverCurrentWarning_mA = Scaled(pack.DischargeOverCurrentWarning_mA, most);
        pack.DischargeOverCurrent_mA = Scaled(pack.DischargeOverCurrent_mA, most);
        pack.DischargePeakCurrent_mA = Scaled(pack.DischargePeakCurrent_mA, most);
        bool sleeps = pack.ProtectorSleeps_mV > 0;
        if (sleeps && chemistry == "LFP") pack.ProtectorSleeps_mV = (int)(LfpProtector.OverDischargeRelease_V.Most * 1000);
        return pack;
    }

    /// <summary>The second level for a chemistry: the protector's thresholds must fit the cell.</summary>
    public static SafetyPathSpec? Second(SafetyPathSpec? board, string? chemistry) =>
        board?.Protector is null || chemistry != "LFP" ? board : board with { Protector = LfpProtector };

    /// <summary>
    /// The same ABLIC S-8254A with other steps of its thresholds: the series ends at 3.90 V (over-charge) and 2.00 V (over-discharge), so
    /// it stands a little further from an LFP cell than from others.
    /// </summary>
    private static ProtectorSpec LfpProtector { get; } = ProtectorSpec.S8254A with
    {
        OverCharge_V = new(3.90, 0.025),
        OverChargeRelease_V = new(3.50, 0.050),
        OverDischarge_V = new(2.00, 0.080),
        OverDischargeRelease_V = new(2.40, 0.100),
    };

    private static double Distance_V(CellSpec cell, ChemistryProfile chemistry) =>
        Math.Abs(cell.Full_V - (chemistry.ChargeTarget_mV * 1e-3)) + Math.Abs(cell.Empty_V - (chemistry.UnderVoltage_mV * 1e-3));

    private static int Scaled(int current_mA, double share) => (int)Math.Round(current_mA * share);
}

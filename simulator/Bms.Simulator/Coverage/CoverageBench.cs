using Bms.Boards;
using Bms.Config;
using Bms.Drivers;
using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.World;
using Bms.World.SecondLevel;

namespace Bms.Simulator.Coverage;

/// <summary>
/// A board with cells in it, as the matrix is run on: what a scenario file says of them, the limits that its firmware then holds, and the
/// rows that its booted firmware fits. Probes take their values from here, so that they lie around the limits of any pack.
/// </summary>
internal sealed class CoverageBench
{
    private const double Booted_s = 2;

    // NMC stands on every board from the start.
    private static readonly string?[] s_cells = [null, "sony-vtc5a", "sony-us26650"];

    private readonly double[] _ocv_V;

    private CoverageBench(BoardKind board, string fields)
    {
        (Board, Fields) = (board, fields);
        Scenario blank = EdgeProbe.Blank(fields);
        Pack = blank.Config();
        Cell = blank.Cell;
        Chemistry = Pack.Chemistry.Name;
        _ocv_V = Cell.Ocv_V;
        ProtectionTable table = Booted(blank);
        Second = CellChemistry.Second(board.Safety(Bench4sSpec.Designed), blank.NamedChemistry);
        ChipLimits = HeldBy(board.Front, Pack);
        Fault[] opening = [.. table.Rows.Where(r => r.Fitted && r.Reaction != Reaction.None).Select(r => r.Fault)];
        Hazards = [.. opening.Where(row => WithoutCause(row) == null)];
        Causeless = [.. opening.Where(row => WithoutCause(row) != null).Select(row => (row, WithoutCause(row)!))];
    }

    internal BoardKind Board { get; }

    /// <summary>What a scenario file says of board and cells, with a comma behind each field.</summary>
    internal string Fields { get; }

    /// <summary>The pack as its firmware is told of it.</summary>
    internal PackConfig Pack { get; }

    internal CellSpec Cell { get; }

    /// <summary>What the firmware takes the cells for.</summary>
    internal string Chemistry { get; }

    /// <summary>Rows that open a switch, as the booted firmware fits them: a warning is no hazard.</summary>
    internal IReadOnlyList<Fault> Hazards { get; }

    /// <summary>Rows that would open a switch and that nothing on this board can raise, with the reason.</summary>
    internal IReadOnlyList<(Fault Row, string Why)> Causeless { get; }

    /// <summary>Protector, fuse and cut-offs of the board.</summary>
    internal SafetyPathSpec? Second { get; }

    /// <summary>What a protector chip on the board holds; null without one.</summary>
    internal FrontLimits? ChipLimits { get; }

    /// <summary>Figure name: bench4s.nmc811.</summary>
    internal string FigureName => $"{Board.FigureName}.{Chemistry.ToLowerInvariant()}";

    /// <summary>What it is, for people.</summary>
    internal string Title => $"{Board.Name} with {NoVerdict.Name(Cell)} as {Chemistry}";

    /// <summary>Currents that are well within what the pack offers: a light load, a heavy one, a step between loads, in A.</summary>
    internal double Light_A => Pack.DischargeCurrent_mA / 7000.0;

    internal double Heavy_A => 5 * Light_A;

    internal double Step_A => 6 * Light_A;

    internal double Charge_A => Pack.ChargeCurrent_mA / 1000.0;

    /// <summary>Charge current that the firmware allows at 25 degC, in A: some chemistries get all of it only when they are warm.</summary>
    internal double RoomCharge_A =>
        Charge_A * Between(Pack.Chemistry.ChargeDerating_ddegC, Pack.Chemistry.ChargeDerating_permille, 250) / 1000;

    internal double Capacity_Ah => Pack.Capacity_mAh / 1000.0;

    /// <summary>Least resistance of a cell, in ohm.</summary>
    internal double Cell_ohm => Cell.Resistances.Min(r => r.R0_ohm);

    /// <summary>Heat that warms a cell by some degrees in a minute, in W.</summary>
    internal double Heat_W => (Cell.Thermal.Core_J_per_K + Cell.Thermal.Surface_J_per_K) / 4;

    /// <summary>Voltage of a rested cell at a state of charge, in V.</summary>
    internal double Rest_V(double soc) => _ocv_V[(int)Math.Round(soc * (_ocv_V.Length - 1))];

    /// <summary>A board with its own cells or, with a name or file, others: as many in a block as make up the board's capacity.</summary>
    /// <exception cref="BadInputException">There is no such cell, or the firmware has no chemistry for it.</exception>
    internal static CoverageBench Of(BoardKind board, string? cell)
    {
        string on = $"\"board\": \"{board.Name}\",";
        if (cell == null) return new CoverageBench(board, on);
        string own = $"\"cell\": {System.Text.Json.JsonSerializer.Serialize(cell)},";
        double capacity_Ah = EdgeProbe.Blank(on + own).Cell.Capacity_Ah;
        int count = Math.Clamp((int)Math.Round(board.Cells.Cell.Capacity_Ah / capacity_Ah), 1, 64);
        return new CoverageBench(board, $"{on}{own}\"block_of\": {count},");
    }

    /// <summary>Every board with every chemistry that the firmware knows.</summary>
    internal static IReadOnlyList<CoverageBench> All() =>
        [.. BoardKind.All.SelectMany(b => s_cells.Select(c => Of(b, c)))];

    private static double Between(int[] corners, int[] values, int at)
    {
        int above = Array.FindIndex(corners, corner => corner >= at);
        double share = (double)(at - corners[above - 1]) / (corners[above] - corners[above - 1]);
        return values[above - 1] + (share * (values[above] - values[above - 1]));
    }

    private static FrontLimits? HeldBy(string? front, PackConfig pack)
    {
        FrontChip? chip = front == null ? null : front == "bq76952" ? Pack16s.Front() : Pack15s.Front();
        return chip?.Hold(Pack16s.Limits(pack, chip));
    }

    // Rows whose cause has no size: they act whenever it is there, and reaction measures how soon.
    private string? WithoutCause(Fault row) => row switch
    {
        Fault.ProtectorReset => "any dip of the chip's supply raises it, however short: nothing to vary; see reaction",
        Fault.ProtectorPermanent when Board.Front == "bq76940" => "one bit of the chip raises it: nothing to vary; see reaction",
        _ => null,
    };

    private static ProtectionTable Booted(Scenario scenario)
    {
        var bench = new VirtualBench(ScenarioRunner.OptionsOf(scenario));
        bench.Run_s(Booted_s);
        return bench.Firmware.Controller!.Table;
    }
}

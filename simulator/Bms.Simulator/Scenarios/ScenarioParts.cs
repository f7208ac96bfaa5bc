using Bms.Simulator.Bench;
using Bms.Simulator.Faults;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>Refuses faults of parts that the scenario's board does not have: they would change nothing, and nobody would notice.</summary>
internal static class ScenarioParts
{
    /// <summary>The field that puts contactors in the place of transistors.</summary>
    internal const string Contactors = "contactors";

    /// <exception cref="BadInputException">The part is not there, with the faults that are possible.</exception>
    internal static void Check(string file, Node part, Node scenario, BoardKind board)
    {
        if (part.Shape.Key != "fault") return;
        string kind = part.Shape.Name;
        if (!board.HasDividers && SensorFaults.OfDividers.Contains(kind))
        {
            throw Missing(file, part, board, "has no dividers", SensorFaults.OfDividers.Contains);
        }

        CheckWire(file, part, kind, board);
        if (board.Front == null && SensorFaults.IsOfProtectorChip(kind))
        {
            throw Missing(file, part, board, "has no protector chip that measures", SensorFaults.IsOfProtectorChip);
        }

        if (!scenario.Flag(Contactors, false) && ContactFaults.OfContactors.Contains(kind))
        {
            throw new BadInputException(file, part.PathOf("fault"),
                $"\"{kind}\" is only allowed with \"{Contactors}\": true; the board's own transistors know switch-stuck-closed and "
                + "switch-stuck-open");
        }

        if (kind == "chip-register-flips" && part.Whole("register") > byte.MaxValue && !HasDataMemory(part.Text("chip"), board))
        {
            throw new BadInputException(file, part.PathOf("register"),
                $"{part.Whole("register")} is not allowed, only 0 to 255 for {part.Text("chip")}");
        }

        if (!board.HasPrecharge && ContactFaults.IsOfPrecharge(part))
        {
            string boards = string.Join(", ", BoardKind.All.Where(b => b.HasPrecharge).Select(b => b.Name));
            throw new BadInputException(file, part.PathOf(kind == "precharge-resistor" ? "fault" : "switch"),
                $"{board.Name} has no precharge, allowed on {boards}");
        }
    }

    private static void CheckWire(string file, Node part, string kind, BoardKind board)
    {
        if (kind != SensorFaults.WireBroken || board.HasDividers) return;
        if (!board.ShowsBrokenWires)
        {
            throw Missing(file, part, board, "has nothing that sees a broken wire",
                n => n == SensorFaults.WireBroken || SensorFaults.OfDividers.Contains(n));
        }

        if (part.Whole("tap") >= board.CellCount)
        {
            throw new BadInputException(file, part.PathOf("tap"),
                $"{part.Whole("tap")} is not allowed, only 1 to {board.CellCount - 1} on {board.Name}: the topmost wire feeds its chip");
        }
    }

    private static bool HasDataMemory(string chip, BoardKind board) => (chip == BoardHardware.FrontPlace ? board.Front : chip) == "bq76952";

    private static BadInputException Missing(string file, Node part, BoardKind board, string what, Func<string, bool> needs)
    {
        string allowed = string.Join(", ", FaultKinds.All.Select(k => k.Shape.Name).Where(n => !needs(n)));
        return new BadInputException(file, part.PathOf("fault"), $"{board.Name} {what}, allowed are {allowed}");
    }
}

using System.Globalization;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>Reads scenario files: the shape first, then what several fields must make of each other.</summary>
public static class ScenarioReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">Anything wrong, as one line.</exception>
    public static Scenario ReadFile(string path) => Read(path, Load(path));

    /// <summary>Loads a file's bytes, without a look at what they say.</summary>
    /// <exception cref="BadInputException">It cannot be read, as one line.</exception>
    public static ReadOnlyMemory<byte> Load(string path) => Load(path, ShapeReader.MaxBytes);

    /// <summary>The same with another bound: of a longer file one byte more than <paramref name="most"/>.</summary>
    internal static ReadOnlyMemory<byte> Load(string path, int most)
    {
        try
        {
            // Never more than the reader would take, whatever the path leads to.
            using FileStream stream = File.OpenRead(path);
            byte[] start = new byte[most + 1];
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return start.AsMemory(0, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException(path, "file", "cannot be read, " + e.Message);
        }
    }

    /// <summary>Reads a scenario's text; <paramref name="file"/> is its name for messages.</summary>
    /// <exception cref="BadInputException">Anything wrong, as one line.</exception>
    public static Scenario Read(string file, ReadOnlyMemory<byte> json)
    {
        Node node = new ShapeReader(file).Read(json, ScenarioFormat.File);
        CheckTimes(file, node);
        CheckCells(file, node);
        CheckNames(file, node);
        CheckBounds(file, node);
        var scenario = new Scenario(file, node) { OwnCell = ScenarioCell.Of(file, node), Cycles = CyclesOf(file, node) };
        ScenarioUse.Check(file, scenario);
        ScenarioCell.Check(scenario);
        return scenario;
    }

    // Each cycle is read once, and here: a wrong file is told before anything runs.
    private static Dictionary<Node, DriveCycle> CyclesOf(string file, Node node) => node.List("timeline")
        .Where(e => e.Has("drive_cycle")).ToDictionary(e => e, e => DriveCycle.Open(file, e.PathOf("drive_cycle"), e.Text("drive_cycle"),
            e.Has("vehicle") ? CycleVehicle.From(e.Child("vehicle")) : null));

    private static void CheckTimes(string file, Node node)
    {
        long end_us = Times.Read_us(node, "duration")!.Value;
        if (end_us < 1_000_000)
        {
            string field = Times.FieldOf(node, "duration");
            throw new BadInputException(file, field, $"{Show(end_us)} s is not allowed, only 1 to {Times.Max_s} s");
        }

        foreach (Node entry in node.List("timeline").Concat(node.List("faults")))
        {
            CheckTime(file, entry, "at", 0, end_us);
        }

        foreach (Node fault in node.List("faults"))
        {
            CheckTime(file, fault, "until", Times.Read_us(fault, "at") ?? 0, end_us);
        }

        foreach (Node expectation in node.List("expect").Where(e => e.Shape.Find("from") != null))
        {
            CheckTime(file, expectation, "from", 0, end_us);
            CheckTime(file, expectation, "until", Times.Read_us(expectation, "from") ?? 0, end_us);
        }
    }

    private static void CheckTime(string file, Node node, string name, long least_us, long greatest_us)
    {
        if (Times.Read_us(node, name) is long time_us && (time_us < least_us || time_us > greatest_us))
        {
            string field = node.PathOf(Times.FieldOf(node, name));
            throw new BadInputException(file, field, $"{Show(time_us)} s is not allowed, only {Show(least_us)} to {Show(greatest_us)} s");
        }
    }

    private static void CheckCells(string file, Node node)
    {
        BoardKind board = node.Has("board") ? BoardKind.Of(node.Text("board")) : BoardKind.All[0];
        var seen = new HashSet<int>();
        foreach (Node cell in node.List("cells"))
        {
            if (!seen.Add(cell.Whole("cell")))
            {
                throw new BadInputException(file, cell.PathOf("cell"), $"cell {cell.Whole("cell")} stands there twice, allowed is once");
            }
        }

        foreach (Node condition in Conditions(node))
        {
            CheckPlace(file, condition, "cell", board.CellCount);
            CheckChip(file, condition, "chip_accessed", board);
        }

        foreach (Node part in node.List("cells").Concat(node.List("faults")).Concat(node.List("expect")))
        {
            CheckPlace(file, part, "cell", board.CellCount);
            CheckPlace(file, part, "tap", board.CellCount);
            CheckPlace(file, part, "other_tap", board.CellCount);
            CheckPlace(file, part, "probe", board.ProbeCount);
            CheckChip(file, part, "chip", board);
            ScenarioParts.Check(file, part, node, board);
            if (part.Shape.Name == "parallel-weld-broken")
            {
                CheckRow(file, part, node.Whole("parallel_cells", 1));
            }

            if (part.Shape.Find("other_tap") != null && part.Whole("other_tap") == part.Whole("tap"))
            {
                throw new BadInputException(file, part.PathOf("other_tap"), $"{part.Whole("tap")} is not allowed, only another tap");
            }
        }
    }

    private static void CheckPlace(string file, Node part, string field, int last)
    {
        if (part.Shape.Find(field) != null && part.Whole(field, 1) > last)
        {
            throw new BadInputException(file, part.PathOf(field), $"{part.Whole(field)} is not allowed, only 1 to {last}");
        }
    }

    private static IEnumerable<Node> Conditions(Node node) =>
        node.List("timeline").Concat(node.List("faults")).Where(e => e.Has("when")).Select(e => e.Child("when"))
            .Concat(node.List("expect").Where(e => e.Has("after") && !e.IsName("after")).Select(e => e.Child("after")));

    private static void CheckChip(string file, Node part, string field, BoardKind board)
    {
        if (part.Shape.Find(field) != null && part.Has(field) && !board.HasChip(part.Text(field)))
        {
            string allowed = string.Join(", ", board.ChipNames);
            throw new BadInputException(file, part.PathOf(field), $"{board.Name} has no {part.Text(field)}, only {allowed}");
        }
    }

    private static void CheckRow(string file, Node weld, int parallel)
    {
        if (parallel == 1)
        {
            throw new BadInputException(file, weld.PathOf("row"), "no cells are in parallel, allowed with parallel_cells 2 to 16");
        }

        if (weld.Whole("row") > parallel)
        {
            throw new BadInputException(file, weld.PathOf("row"), $"{weld.Whole("row")} is not allowed, only 1 to {parallel}");
        }
    }

    private static void CheckNames(string file, Node node)
    {
        var names = new HashSet<string>();
        foreach (Node entry in node.List("timeline").Concat(node.List("faults")))
        {
            if (entry.Has("name") && !names.Add(entry.Text("name")))
            {
                string name = entry.Text("name");
                throw new BadInputException(file, entry.PathOf("name"), $"\"{name}\" stands there twice, a name is allowed once");
            }
        }

        // A fault without a name goes by its kind, as long as there is one of it.
        IEnumerable<IGrouping<string, Node>> nameless = node.List("faults").Where(f => !f.Has("name")).GroupBy(f => f.Shape.Name);
        names.UnionWith(nameless.Where(g => g.Count() == 1).Select(g => g.Key));
        foreach (Node expectation in node.List("expect").Where(e => e.Has("after") && e.IsName("after")))
        {
            string after = expectation.Text("after");
            if (!names.Contains(after))
            {
                string allowed = names.Count == 0 ? "none is there" : "allowed are " + string.Join(", ", names);
                throw new BadInputException(file, expectation.PathOf("after"), $"no entry has the name \"{after}\", {allowed}");
            }
        }
    }

    private static void CheckBounds(string file, Node node)
    {
        foreach (Node expectation in node.List("expect"))
        {
            foreach (string unit in new[] { "_V", "_mV", "_C", "_A", string.Empty })
            {
                CheckOrder(file, expectation, "min" + unit, "max" + unit);
            }

            CheckOrder(file, expectation, "not_before_ms", "within_ms");
        }
    }

    private static void CheckOrder(string file, Node node, string least, string greatest)
    {
        if (node.Has(least) && node.Has(greatest) && node.Number(least) > node.Number(greatest))
        {
            string allowed = node.Number(greatest).ToString(CultureInfo.InvariantCulture);
            throw new BadInputException(file, node.PathOf(least), $"{node.Number(least)} is not allowed, only up to {greatest}, {allowed}");
        }
    }

    private static string Show(long time_us) => (time_us / 1e6).ToString(CultureInfo.InvariantCulture);
}

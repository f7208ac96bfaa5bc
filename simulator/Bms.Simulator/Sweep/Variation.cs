using System.Globalization;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Sweep;

/// <summary>
/// What differs from board to board and from day to day, around a scenario: errors of the chips and of the second level (the seed), charge
/// and temperature at the start, spread and age of the cells, onset and size of the faults.
/// </summary>
internal static class Variation
{
    // At a width of one: a lot of cells from one batch, up to a few years old, in a room.
    private const double Soc = 0.05, Ambient_K = 5, CapacitySigma = 0.01, ResistanceSigma = 0.05, SocSigma = 0.005;
    private const double CapacityLoss = 0.1, ResistanceRise = 0.5, Onset_s = 2, Magnitude = 0.1, Load = 0.1;

    // Share of a charge that moves between two rests at most: from empty to full, less the ends that a pack does not use.
    private const double Moved = 0.8;

    /// <summary>What differs, and how far, at a width, in words.</summary>
    internal static IReadOnlyList<string> Ranges(double width, IReadOnlyList<OwnRange> own) =>
    [
        .. own.Select(o => o.Text),
        "errors of chips and second level within their data sheets",
        Text("charge at the start +-", Soc * width * 100, " %"),
        Text("size of the loads +-", Load * width * 100, " %"),
        Text("ambient temperature +-", Ambient_K * width, " K"),
        Text("spread of the cells' capacity up to ", CapacitySigma * width * 100, " %")
            + Text(", resistance ", ResistanceSigma * width * 100, " %") + Text(", charge ", SocSigma * width * 100, " % (one sigma)"),
        Text("each cell's capacity down by up to ", CapacityLoss * width * 100, " %")
            + Text(", its resistance up by up to ", ResistanceRise * width * 100, " %"),
        Text("onset of each fault +-", Onset_s * width, " s") + Text(", its size +-", Magnitude * width * 100, " %"),
    ];

    private static string Text(string before, double value, string unit) => $"{before}{Changes.Show(Math.Round(value, 2))}{unit}";

    internal static IEnumerable<Deviation> Of(Scenario nominal, LatinCase place, double width)
    {
        yield return new Deviation("seed", ((uint)(place.At("seed") * ScenarioFormat.MaxSeed)).ToString());
        double soc = nominal.InitialSoc + (width * place.Between("soc", -Soc, Soc));
        yield return Deviation.Number("initial_soc", Math.Clamp(soc, 0, 1), nominal.InitialSoc);
        double ambient_C = nominal.Ambient_C + (width * place.Between("ambient", -Ambient_K, Ambient_K));
        yield return Deviation.Number("ambient_C", Math.Clamp(ambient_C, -40, 85), nominal.Ambient_C, 2);
        if (nominal.Timeline.Any(e => Actions.Loads.Any(e.Node.Has)))
        {
            double factor = nominal.LoadFactor * (1 + (width * place.Between("load", -Load, Load)));
            yield return Deviation.Number("load_factor", factor, nominal.LoadFactor);
        }

        yield return Spread("capacity_sigma", CapacitySigma);
        yield return Spread("resistance_sigma", ResistanceSigma);
        yield return Spread("soc_sigma", SocSigma);
        Deviation[] cells = [.. Cells(nominal, place, width)];
        foreach (Deviation deviation in cells.Concat(Estimates(nominal, cells)).Concat(Faults(nominal, place, width)))
        {
            yield return deviation;
        }

        Deviation Spread(string field, double most)
        {
            Field bounds = ScenarioFormat.File.Find(field)!;
            return Deviation.Number(field, Math.Min(width * place.Between(field, 0, most), bounds.Max), nominal.Node.Number(field, 0), 5);
        }
    }

    private static IEnumerable<Deviation> Cells(Scenario nominal, LatinCase place, double width)
    {
        for (int cell = 1; cell <= nominal.Board.CellCount; cell++)
        {
            Node? own = nominal.Cells.FirstOrDefault(c => c.Whole("cell") == cell);
            double capacity = own?.Number("capacity_factor", 1) ?? 1, resistance = own?.Number("resistance_factor", 1) ?? 1;
            string capacityPlace = $"cell{cell}.capacity_factor", resistancePlace = $"cell{cell}.resistance_factor";
            double lost = width * place.Between(capacityPlace, 0, CapacityLoss);
            yield return Deviation.Number(capacityPlace, Math.Max(0.05, capacity * (1 - lost)), capacity);
            double risen = width * place.Between(resistancePlace, 0, ResistanceRise);
            yield return Deviation.Number(resistancePlace, Math.Min(100, resistance * (1 + risen)), resistance);
        }
    }

    // The firmware counts a charge in rated ampere hours, so with cells that hold the share f of that its state of charge runs off by
    // 1/f - 1 of what is moved from one rest to the next, which corrects it. What is expected of the estimate is wider by as much.
    private static IEnumerable<Deviation> Estimates(Scenario nominal, Deviation[] cells)
    {
        double least = cells.Where(c => c.Place.EndsWith("capacity_factor", StringComparison.Ordinal))
            .Min(c => double.Parse(c.Value, CultureInfo.InvariantCulture));
        double wider = Moved * ((1 / Math.Clamp(least, 0.5, 1)) - 1);
        IReadOnlyList<Node> expectations = nominal.Node.List("expect");
        for (int i = 0; i < expectations.Count; i++)
        {
            if (expectations[i].Shape.Name != "soc-error") continue;
            foreach ((string field, int sign) in new[] { ("min", -1), ("max", 1) })
            {
                if (!expectations[i].Has(field)) continue;
                double bound = expectations[i].Number(field);
                yield return Deviation.Number($"expect{i + 1}.{field}", Math.Clamp(bound + (sign * wider), -1, 1), bound);
            }
        }
    }

    private static IEnumerable<Deviation> Faults(Scenario nominal, LatinCase place, double width)
    {
        for (int i = 0; i < nominal.Faults.Count; i++)
        {
            Entry fault = nominal.Faults[i];
            string name = $"fault{i + 1}";
            if (fault.Begin.At_us is long at_us && at_us > 0)
            {
                double end_s = Math.Min(fault.Until_us ?? long.MaxValue, nominal.Duration_us) / 1e6;
                double at_s = (at_us / 1e6) + (width * place.Between(name, -Onset_s, Onset_s));
                yield return Deviation.Number($"{name}.at_s", Math.Clamp(at_s, 0, end_s), at_us / 1e6);
            }

            foreach (Field field in Magnitudes(fault.Node))
            {
                double value = fault.Node.Number(field.Name);
                double varied = value * (1 + (width * place.Between($"{name}.{field.Name}", -Magnitude, Magnitude)));
                yield return Deviation.Number($"{name}.{field.Name}", Math.Clamp(varied, field.Min, field.Max), value);
            }
        }
    }

    private static IEnumerable<Field> Magnitudes(Node fault) => fault.Shape.Fields.Where(f =>
        f.Kind == FieldKind.Number && fault.Has(f.Name) && ScenarioFormat.FaultCommon.All(common => common.Name != f.Name));
}

using Bms.World.Numerics;

namespace Bms.World.Fitting;

/// <summary>
/// Where runs that do not go from full to empty lie on the scale of a known cell: the stretch of its open-circuit curve that their rough
/// curve goes with. It gives the charge between 0 and 100 %, which such runs do not show, and the curve beyond them.
/// </summary>
/// <param name="Cell">The known cell.</param>
/// <param name="Low">State of charge at their emptiest, on its scale.</param>
/// <param name="High">State of charge at their fullest.</param>
/// <param name="Misfit_V">Root of the mean squared distance of both curves there.</param>
/// <param name="Narrowest">Smallest stretch that goes with them nearly as well.</param>
/// <param name="Widest">Largest one.</param>
/// <param name="ReachesEmpty">Whether the runs go down to about the lowest voltage of the known cell.</param>
/// <param name="ReachesFull">Whether they go up to about its highest.</param>
/// <param name="Resistance_ohm">What a step of the current costs; where the run shows none, what lies between both curves.</param>
internal sealed record LikeScale(
    CellSpec Cell, double Low, double High, double Misfit_V, double Narrowest, double Widest, bool ReachesEmpty, bool ReachesFull,
    double Resistance_ohm)
{
    private const double Grid = 0.01;
    private const double LeastSpan = 0.05;

    // Of the voltage that a run moves through: a short stretch of another curve is soon near any line.
    private const double LargestShare = 0.08, SmallMisfit_V = 0.008, LargestMisfit_V = 0.05, NamedMisfit_V = 0.1;
    private const double CurveSigma_V = 0.008;

    // A curve that is not quite the cell's leaves its place uncertain in proportion.
    private const double NearlyAsWell = 1.25;

    // Resistance times capacity, what a current of 1C costs, is alike among cells of a kind: most lie within a factor of two and a half.
    private const double DropSigma = 0.9;

    // What a cell shows after minutes of rest says more than what is left of a voltage under load.
    private const double RestFactor = 20.0;
    private const double EmptyShare = 0.15, FullShare = 0.05;

    // What lies beyond a stretch differs between cells of a kind by about so much.
    private const double Beyond = 0.15;

    /// <summary>Smallest and largest charge between 0 and 100 %, in Ah, that go with runs which move so much.</summary>
    public (double Least_Ah, double Most_Ah) Capacities(double moved_Ah) =>
        IsWhole ? (moved_Ah, moved_Ah)
            : (moved_Ah / Widest * (1.0 - Beyond * (1.0 - Widest)), moved_Ah / Narrowest * (1.0 + Beyond * (1.0 - Narrowest)));

    /// <summary>The share of the charge that they cover.</summary>
    public double Span => High - Low;

    /// <summary>Whether they cover all of it.</summary>
    public bool IsWhole => ReachesEmpty && ReachesFull;

    /// <summary>The cell and the stretch that go best with the rough curve of a run; null when none does.</summary>
    /// <param name="run">The run.</param>
    /// <param name="resistance_ohm">What a step of the current costs at once.</param>
    /// <param name="kinds">Cells to compare with.</param>
    /// <param name="capacity_Ah">Capacity, where it is known: only the place is sought then.</param>
    public static LikeScale? Best(ThinnedRun run, double resistance_ohm, IReadOnlyList<CellSpec> kinds, double? capacity_Ah)
    {
        double emptiest_Ah = run.Charge_Ah.Min(), moved_Ah = run.Charge_Ah.Max() - emptiest_Ah;
        RoughOcv rough = new(run, -emptiest_Ah / moved_Ah, moved_Ah, resistance_ohm, restFactor: RestFactor);
        double allowed_V = Math.Clamp(LargestShare * (rough.At_V(1.0) - rough.At_V(0.0)), SmallMisfit_V, LargestMisfit_V);

        // Who names one cell knows more of it than its curve shows.
        if (kinds.Count == 1) allowed_V = NamedMisfit_V;
        (LikeScale? best, double least) = (null, double.PositiveInfinity);
        foreach (CellSpec cell in kinds)
        {
            double range_V = cell.Full_V - cell.Empty_V;
            Stretch stretch = new(
                cell, rough, moved_Ah, resistance_ohm, capacity_Ah, rough.At_V(0.0) < cell.Empty_V + EmptyShare * range_V,
                rough.At_V(1.0) > cell.Full_V - FullShare * range_V);
            (LikeScale? found, double cost) = stretch.Best();
            if (found is not null && found.Misfit_V <= allowed_V && cost < least) (best, least) = (found, cost);
        }

        return best;
    }

    // One known cell beside the rough curve.
    private sealed class Stretch(
        CellSpec cell, RoughOcv rough, double moved_Ah, double resistance_ohm, double? capacity_Ah, bool toEmpty, bool toFull)
    {
        public (LikeScale? Found, double Cost) Best()
        {
            List<(double Low, double High, double Misfit_V, double Ohm, double Cost)> places = [];
            foreach ((double low, double high) in Places())
            {
                (double misfit_V, double ohm) = Misfit(low, high);
                double odd = Oddity(moved_Ah / (high - low), ohm);
                places.Add((low, high, misfit_V, ohm, misfit_V * misfit_V / (CurveSigma_V * CurveSigma_V) + odd * odd));
            }

            if (places.Count == 0) return (null, double.PositiveInfinity);
            (double bestLow, double bestHigh, double best_V, double best_ohm, double least) = places.MinBy(place => place.Cost);
            double[] near = [.. places.Where(place => place.Cost < NearlyAsWell * least + 1.0).Select(place => place.High - place.Low)];
            return (new LikeScale(cell, bestLow, bestHigh, best_V, near.Min(), near.Max(), toEmpty, toFull, best_ohm), least);
        }

        private IEnumerable<(double Low, double High)> Places()
        {
            int last = (int)Math.Round(1.0 / Grid), least = (int)Math.Round(LeastSpan / Grid);
            for (int low = 0; low <= (toEmpty ? 0 : last - least); low++)
            {
                if (moved_Ah / capacity_Ah is { } span)
                {
                    if (low * Grid + span <= 1.0 + Grid) yield return (low * Grid, low * Grid + span);
                    continue;
                }

                for (int high = toFull ? last : low + least; high <= last; high++) yield return (low * Grid, high * Grid);
            }
        }

        // Without a step of the current what it costs is sought as well: the distance of both curves over the current.
        private (double Misfit_V, double Ohm) Misfit(double low, double high)
        {
            double Error_V(double x) => rough.At_V(x) - CellFitter.Uniform(cell.Ocv_V, low + x * (high - low));
            double[] places = [.. Enumerable.Range(0, RoughOcv.Bins + 1).Select(i => i / (double)RoughOcv.Bins)];
            double ohm = resistance_ohm;
            if (resistance_ohm <= 0.0)
            {
                double squares = places.Sum(x => rough.Current_A(x) * rough.Current_A(x));
                ohm = squares > 0.0 ? Math.Max(0.0, places.Sum(x => Error_V(x) * rough.Current_A(x)) / squares) : 0.0;
            }

            double cost_ohm = resistance_ohm > 0.0 ? 0.0 : ohm;
            (double sum, double weights) = (0.0, 0.0);
            foreach (double x in places)
            {
                double error_V = Error_V(x) - cost_ohm * rough.Current_A(x), weight = rough.HasRested(x) ? RestFactor : 1.0;
                (sum, weights) = (sum + weight * error_V * error_V, weights + weight);
            }

            return (Math.Sqrt(sum / weights), resistance_ohm > 0.0 ? ohm : ohm / RoughOcv.AfterAStep);
        }

        private double Oddity(double capacity, double ohm)
        {
            if (capacity_Ah is not null || ohm <= 0.0) return 0.0;
            ResistanceRow middle =
                cell.Resistances.MinBy(row => Math.Abs(row.Soc_pct - 50.0) + 5.0 * Math.Abs(row.Temperature_C - 25.0))!;
            return DeterministicMath.Log(ohm * capacity / (middle.R0_ohm * cell.Capacity_Ah)) / DropSigma;
        }
    }
}

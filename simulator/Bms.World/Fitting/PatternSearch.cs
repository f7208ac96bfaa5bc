namespace Bms.World.Fitting;

/// <summary>One quantity that is searched: where it starts, how far the first step goes, and its bounds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Start">First value.</param>
/// <param name="Step">First step.</param>
/// <param name="Low">Lowest value allowed.</param>
/// <param name="High">Highest value allowed.</param>
internal readonly record struct Searched(string Name, double Start, double Step, double Low, double High);

/// <summary>
/// Looks for the lowest value of a function of a few quantities by steps along one after the other; a step that helps grows, one that does
/// not turns round and shrinks. Slow but steady: no derivative, no random number, the same path each time.
/// </summary>
internal static class PatternSearch
{
    /// <summary>Runs until all steps are small or the budget of evaluations is used up; returns the best place.</summary>
    public static double[] Run(Searched[] quantities, Func<double[], double> cost, int evaluations, Action<double>? progress = null)
    {
        double[] best = quantities.Select(q => q.Start).ToArray();
        double[] step = quantities.Select(q => q.Step).ToArray();
        double lowest = cost(best);
        int used = 1;
        while (used < evaluations && HasFarToGo(quantities, step))
        {
            for (int i = 0; i < best.Length && used < evaluations; i++)
            {
                if (step[i] == 0.0 || Math.Abs(step[i]) < Smallest(quantities[i])) continue;
                used += TryStep(quantities[i], i, best, step, cost, ref lowest);
                progress?.Invoke(Math.Min(1.0, used / (double)evaluations));
            }
        }

        return best;
    }

    private static int TryStep(Searched quantity, int i, double[] best, double[] step, Func<double[], double> cost, ref double lowest)
    {
        double before = best[i];
        for (int side = 0; side < 2; side++)
        {
            best[i] = Math.Clamp(before + step[i], quantity.Low, quantity.High);
            double found = best[i] == before ? double.PositiveInfinity : cost(best);
            if (found < lowest)
            {
                lowest = found;
                step[i] *= 1.6;
                return side + 1;
            }

            step[i] = -step[i];
        }

        best[i] = before;
        step[i] *= 0.4;
        return 2;
    }

    private static double Smallest(Searched quantity) => quantity.Step * 0.06;

    private static bool HasFarToGo(Searched[] quantities, double[] step)
    {
        for (int i = 0; i < step.Length; i++)
        {
            if (step[i] != 0.0 && Math.Abs(step[i]) >= Smallest(quantities[i])) return true;
        }

        return false;
    }
}

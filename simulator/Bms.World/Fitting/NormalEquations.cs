namespace Bms.World.Fitting;

/// <summary>
/// Weighted least squares of a linear model whose rows name few of the unknowns: rows are added one by one, then the unknowns are found by
/// Cholesky's decomposition. Sums run in the order of the rows, so the same rows give the same bits.
/// </summary>
internal sealed class NormalEquations(int unknowns)
{
    private readonly double[] _matrix = new double[unknowns * unknowns];
    private readonly double[] _right = new double[unknowns];
    private double _squares;

    /// <summary>
    /// Adds a row: the sum of its factors times unknowns should be <paramref name="target"/>, as much as the weight says.
    /// </summary>
    public void Add(LinearRow row, double target, double weight)
    {
        for (int i = 0; i < row.Count; i++)
        {
            double scaled = weight * row.Factor(i);
            int first = row.Unknown(i) * unknowns;
            _right[row.Unknown(i)] += scaled * target;
            for (int j = 0; j < row.Count; j++) _matrix[first + row.Unknown(j)] += scaled * row.Factor(j);
        }

        _squares += weight * target * target;
    }

    /// <summary>
    /// The unknowns, and the weighted sum of squares they leave. Those marked in <paramref name="notNegative"/> stay at or above zero.
    /// Where one of the first <paramref name="rising"/> unknowns is below the one before it by more than <paramref name="noise"/>, they
    /// are found again such that none is: cut off afterwards, the others would already have made up for what is cut.
    /// </summary>
    public double Solve(bool[] notNegative, double[] result, int rising = 0, double noise = 0.0)
    {
        Hold(notNegative, result);
        if (!Falls(result, rising, noise)) return Left(result);
        bool[] bounded = [.. notNegative];
        for (int i = 1; i < rising; i++) bounded[i] = true;
        ToSteps(rising);
        Hold(bounded, result);
        double left = Left(result);
        for (int i = 1; i < rising; i++) result[i] += result[i - 1];
        return left;
    }

    private static bool Falls(double[] values, int rising, double noise)
    {
        for (int i = 1; i < rising; i++)
        {
            if (values[i] < values[i - 1] - noise) return true;
        }

        return false;
    }

    // From here on the first unknowns are the first value and the steps from each to the next: x = sums of the steps before.
    private void ToSteps(int rising)
    {
        for (int j = rising - 2; j >= 0; j--)
        {
            _right[j] += _right[j + 1];
            for (int i = 0; i < unknowns; i++) _matrix[i * unknowns + j] += _matrix[i * unknowns + j + 1];
        }

        for (int j = rising - 2; j >= 0; j--)
        {
            for (int i = 0; i < unknowns; i++) _matrix[j * unknowns + i] += _matrix[(j + 1) * unknowns + i];
        }
    }

    // Unknowns that would come out below zero are held at zero, until none does.
    private void Hold(bool[] bounded, double[] result)
    {
        bool[] held = new bool[unknowns];
        for (bool again = true; again;)
        {
            SolveFree(held, result);
            again = false;
            for (int i = 0; i < unknowns; i++)
            {
                if (!bounded[i] || held[i] || result[i] >= 0.0) continue;
                held[i] = true;
                again = true;
            }
        }
    }

    private double Left(double[] x)
    {
        double sum = _squares;
        for (int i = 0; i < unknowns; i++)
        {
            double product = 0.0;
            for (int j = 0; j < unknowns; j++) product += _matrix[i * unknowns + j] * x[j];
            sum += x[i] * (product - 2.0 * _right[i]);
        }

        return sum;
    }

    private void SolveFree(bool[] held, double[] result)
    {
        int[] free = Enumerable.Range(0, unknowns).Where(i => !held[i]).ToArray();
        int n = free.Length;
        double[] lower = new double[n * n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> rowI = lower.AsSpan(i * n, i);
            for (int j = 0; j <= i; j++)
            {
                double sum = _matrix[free[i] * unknowns + free[j]];
                ReadOnlySpan<double> rowJ = lower.AsSpan(j * n, j);
                for (int k = 0; k < j; k++) sum -= rowI[k] * rowJ[k];
                if (i == j) lower[i * n + i] = Math.Sqrt(Math.Max(sum, 1e-30));
                else lower[i * n + j] = sum / lower[j * n + j];
            }

            double right = _right[free[i]];
            for (int k = 0; k < i; k++) right -= lower[i * n + k] * y[k];
            y[i] = right / lower[i * n + i];
        }

        Array.Clear(result);
        for (int i = n - 1; i >= 0; i--)
        {
            double sum = y[i];
            for (int k = i + 1; k < n; k++) sum -= lower[k * n + i] * result[free[k]];
            result[free[i]] = sum / lower[i * n + i];
        }
    }
}

/// <summary>One row of a linear model: some unknowns, each once, with their factors.</summary>
internal sealed class LinearRow(int unknowns)
{
    private readonly int[] _unknown = new int[unknowns];
    private readonly double[] _factor = new double[unknowns];

    public int Count { get; private set; }

    public int Unknown(int i) => _unknown[i];

    public double Factor(int i) => _factor[i];

    public void Clear() => Count = 0;

    public void Add(int unknown, double factor)
    {
        if (factor == 0.0) return;
        _unknown[Count] = unknown;
        _factor[Count++] = factor;
    }

    /// <summary>The sum of factors times these values.</summary>
    public double Times(double[] values)
    {
        double sum = 0.0;
        for (int i = 0; i < Count; i++) sum += _factor[i] * values[_unknown[i]];
        return sum;
    }
}

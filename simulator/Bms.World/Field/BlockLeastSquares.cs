namespace Bms.World.Field;

/// <summary>
/// Least squares whose errors hang together in time, as those of a model do. Rows are summed by blocks of the log; the spread between
/// blocks, and not the number of rows, says how well an unknown is known: the larger of the sandwich estimate over blocks (Huber 1967;
/// Liang and Zeger 1986, doi 10.1093/biomet/73.1.13) and of the posterior with as many independent rows as the residual shows.
/// </summary>
internal sealed class BlockLeastSquares
{
    private readonly int _n;
    private readonly int _blocks;
    private readonly double[][] _matrix;
    private readonly double[][] _right;
    private readonly double[][] _sum;
    private readonly double[] _squares, _targets, _weights;
    private readonly double[] _prior;
    private readonly double[] _priorRight;
    private readonly double[] _rows;

    public BlockLeastSquares(int unknowns, int blocks)
    {
        (_n, _blocks) = (unknowns, blocks);
        _matrix = [.. Enumerable.Range(0, blocks).Select(_ => new double[unknowns * unknowns])];
        _right = [.. Enumerable.Range(0, blocks).Select(_ => new double[unknowns])];
        _sum = [.. Enumerable.Range(0, blocks).Select(_ => new double[unknowns])];
        (_squares, _targets, _weights, _rows) = (new double[blocks], new double[blocks], new double[blocks], new double[blocks]);
        (_prior, _priorRight) = (new double[unknowns * unknowns], new double[unknowns]);
    }

    /// <summary>What was found.</summary>
    public double[] Value { get; private set; } = [];

    /// <summary>Covariance of what was found, row by row.</summary>
    public double[] Covariance { get; private set; } = [];

    /// <summary>Root of the mean squared residual.</summary>
    public double Sigma { get; private set; }

    /// <summary>How many rows there are for each independent one.</summary>
    public double RowsTogether { get; private set; } = 1.0;

    /// <summary>Standard deviation of an unknown.</summary>
    public double SigmaOf(int unknown) => Math.Sqrt(Math.Max(0.0, Covariance[unknown * _n + unknown]));

    /// <summary>Covariance of two unknowns.</summary>
    public double CovarianceOf(int one, int other) => Covariance[one * _n + other];

    /// <summary>How well the mean of the targets is known, from what the residual leaves.</summary>
    public double MeanSigma() => Sigma * Math.Sqrt(RowsTogether / Math.Max(1.0, _rows.Sum()));

    public void Clear()
    {
        for (int b = 0; b < _blocks; b++)
        {
            Array.Clear(_matrix[b]);
            Array.Clear(_right[b]);
            Array.Clear(_sum[b]);
        }

        Array.Clear(_squares);
        Array.Clear(_targets);
        Array.Clear(_weights);
        Array.Clear(_rows);
        Array.Clear(_prior);
        Array.Clear(_priorRight);
    }

    /// <summary>Adds a row of a block: the sum of factors times these unknowns should be the target.</summary>
    public void Add(int block, ReadOnlySpan<int> unknown, ReadOnlySpan<double> factor, double target, double weight)
    {
        double[] matrix = _matrix[block], right = _right[block], sum = _sum[block];
        for (int i = 0; i < unknown.Length; i++)
        {
            double scaled = weight * factor[i];
            right[unknown[i]] += scaled * target;
            sum[unknown[i]] += scaled;
            int first = unknown[i] * _n;
            for (int j = 0; j < unknown.Length; j++) matrix[first + unknown[j]] += scaled * factor[j];
        }

        _squares[block] += weight * target * target;
        _targets[block] += weight * target;
        _weights[block] += weight;
        _rows[block] += 1.0;
    }

    /// <summary>What is believed beforehand: a sum of factors times unknowns, with its standard deviation.</summary>
    public void Believe(ReadOnlySpan<int> unknown, ReadOnlySpan<double> factor, double target, double sigma)
    {
        double weight = 1.0 / (sigma * sigma);
        for (int i = 0; i < unknown.Length; i++)
        {
            _priorRight[unknown[i]] += weight * factor[i] * target;
            for (int j = 0; j < unknown.Length; j++) _prior[unknown[i] * _n + unknown[j]] += weight * factor[i] * factor[j];
        }
    }

    /// <summary>Finds the unknowns and how well they are known.</summary>
    /// <param name="leastSigma">Smallest error that a row may have: what the model can never be better than.</param>
    /// <param name="leastRows">Least number of rows that go together.</param>
    public void Solve(double leastSigma, double leastRows)
    {
        (Sigma, RowsTogether) = (Math.Max(leastSigma, Sigma), Math.Max(leastRows, RowsTogether));
        for (int round = 0; round < 3; round++)
        {
            double[] inverse = Inverse(out double[] value);
            Value = value;
            Look(leastSigma, leastRows);
            Covariance = Larger(inverse, Sandwich(inverse));
        }
    }

    private double Scale => 1.0 / (Sigma * Sigma * RowsTogether);

    private double[] Inverse(out double[] value)
    {
        double scale = Scale;
        double[] hessian = [.. _prior], right = [.. _priorRight];
        for (int b = 0; b < _blocks; b++)
        {
            for (int i = 0; i < hessian.Length; i++) hessian[i] += scale * _matrix[b][i];
            for (int i = 0; i < _n; i++) right[i] += scale * _right[b][i];
        }

        double[] inverse = SymmetricInverse.Of(hessian, _n);
        value = Times(inverse, right);
        return inverse;
    }

    // Mean square of the residual, and by how much its means over blocks scatter more than independent rows would.
    private void Look(double leastSigma, double leastRows)
    {
        (double squares, double weights, double means, double rows, int used) = (0.0, 0.0, 0.0, 0.0, 0);
        for (int b = 0; b < _blocks; b++)
        {
            if (_weights[b] <= 0.0) continue;
            double[] product = Times(_matrix[b], Value);
            double left = _squares[b], mean = _targets[b];
            for (int i = 0; i < _n; i++)
            {
                left += Value[i] * (product[i] - 2.0 * _right[b][i]);
                mean -= _sum[b][i] * Value[i];
            }

            squares += Math.Max(0.0, left);
            weights += _weights[b];
            mean /= _weights[b];
            means += mean * mean;
            rows += _rows[b];
            used++;
        }

        Sigma = Math.Max(leastSigma, Math.Sqrt(squares / Math.Max(1e-300, weights)));
        double perBlock = rows / Math.Max(1, used);
        RowsTogether = Math.Clamp(perBlock * means / Math.Max(1, used) / (Sigma * Sigma), leastRows, Math.Max(leastRows, perBlock));
    }

    private double[] Sandwich(double[] inverse)
    {
        double scale = Scale;
        double correction = _blocks / Math.Max(1.0, _blocks - 1.0);
        double[] meat = [.. _prior];
        for (int b = 0; b < _blocks; b++)
        {
            double[] score = Times(_matrix[b], Value);
            for (int i = 0; i < _n; i++) score[i] = scale * (_right[b][i] - score[i]);
            for (int i = 0; i < _n; i++)
            {
                if (score[i] == 0.0) continue;
                for (int j = 0; j < _n; j++) meat[i * _n + j] += correction * score[i] * score[j];
            }
        }

        return Product(Product(inverse, meat), inverse);
    }

    // Correlations of the posterior, the larger of both standard deviations.
    private double[] Larger(double[] posterior, double[] sandwich)
    {
        double[] grow = new double[_n];
        for (int i = 0; i < _n; i++) grow[i] = Math.Sqrt(Math.Max(1.0, sandwich[i * _n + i] / Math.Max(1e-300, posterior[i * _n + i])));
        double[] larger = new double[_n * _n];
        for (int i = 0; i < larger.Length; i++) larger[i] = posterior[i] * grow[i / _n] * grow[i % _n];
        return larger;
    }

    private double[] Times(double[] matrix, double[] vector)
    {
        double[] product = new double[_n];
        for (int i = 0; i < _n; i++)
        {
            double sum = 0.0;
            for (int j = 0; j < _n; j++) sum += matrix[i * _n + j] * vector[j];
            product[i] = sum;
        }

        return product;
    }

    private double[] Product(double[] left, double[] right)
    {
        double[] product = new double[_n * _n];
        for (int i = 0; i < _n; i++)
        {
            for (int k = 0; k < _n; k++)
            {
                double factor = left[i * _n + k];
                if (factor == 0.0) continue;
                for (int j = 0; j < _n; j++) product[i * _n + j] += factor * right[k * _n + j];
            }
        }

        return product;
    }
}

using Bms.World.Field;
using Bms.World.Numerics;
using Xunit;

namespace Bms.World.Tests.Field;

public class BlockLeastSquaresTests
{
    // y = 2 + 3 x with errors that stay the same for fifty rows each: what counts is the number of errors, not of rows.
    [Fact]
    public void Errors_that_hang_together_widen_the_interval_and_the_truth_stays_in_it()
    {
        SeededRandom random = new(7, "errors");
        int outside = 0;
        double stated = 0.0;
        for (int trial = 0; trial < 200; trial++)
        {
            BlockLeastSquares equations = new(2, 20);
            double error = 0.0;
            for (int row = 0; row < 1000; row++)
            {
                if (row % 50 == 0) error = 0.1 * random.NextNormal();
                double x = (row % 50) / 50.0 + (row / 50) * 0.1;
                equations.Add(row / 50, [0, 1], [1.0, x], 2.0 + 3.0 * x + error, 1.0);
            }

            equations.Solve(1e-6, 1.0);
            if (Math.Abs(equations.Value[1] - 3.0) > 2.0 * equations.SigmaOf(1)) outside++;
            stated += equations.SigmaOf(1) / 200.0;
        }

        // Two standard deviations leave 5 % outside; independent rows would state an interval several times too narrow.
        Assert.InRange(outside, 0, 30);
        Assert.InRange(stated, 0.02, 0.12);
    }

    [Fact]
    public void What_no_row_shows_stays_as_uncertain_as_it_was_believed()
    {
        BlockLeastSquares equations = new(2, 4);
        for (int row = 0; row < 100; row++) equations.Add(row / 25, [0], [1.0], 5.0, 1.0);
        equations.Believe([1], [1.0], 0.25, 0.5);
        equations.Solve(0.01, 1.0);
        Assert.Equal(5.0, equations.Value[0], 6);
        Assert.Equal(0.25, equations.Value[1], 6);
        Assert.Equal(0.5, equations.SigmaOf(1), 6);
    }
}

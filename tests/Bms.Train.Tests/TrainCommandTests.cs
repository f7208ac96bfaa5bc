using Bms.Anomaly;
using Xunit;

namespace Bms.Train.Tests;

public class TrainCommandTests
{
    [Fact]
    public void The_same_command_writes_the_same_bytes_which_check_accepts_until_one_number_differs()
    {
        string file = Path.GetTempFileName();
        try
        {
            Assert.Equal(0, Run("--out", file));
            string first = File.ReadAllText(file);
            Assert.Equal(0, Run("--out", file, "--check"));
            string more = "/// recorded: somebody's pack\n    /// </remarks>";
            File.WriteAllText(file, first.Replace("/// </remarks>", more, StringComparison.Ordinal));
            Assert.Equal(0, Run("--out", file, "--check"));
            File.WriteAllText(file, first.Replace("500,", "501,", StringComparison.Ordinal));
            Assert.Equal(1, Run("--out", file, "--check"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_firmware_reads_a_tail_as_the_trainer_writes_it()
    {
        // The compiled constants through the firmware's own logarithm, against the formula in double.
        var evidence = new Evidence(1);
        var compiled = new AnomalyTails();
        foreach (AnomalyFeature feature in TailTable.Measured)
        {
            int i = Evidence.TailOf(feature);
            var tail = new Tail(compiled.Start_permille[i] / 1000.0, compiled.StartDecades_permille[i] / 1000.0,
                compiled.Scale_permille[i] / 1000.0, compiled.Shape_permille[i] / 1000.0);
            for (double x = 0.05; x < 32; x *= 1.3)
            {
                Assert.Equal(tail.Decades(x), evidence.Decades(feature, (float)x), 0.02);
            }
        }
    }

    [Fact]
    public void Several_statistics_rank_by_what_they_say_together_and_an_alarm_stands_above_them()
    {
        var evidence = new Evidence(2);
        evidence.Add(AnomalyFeature.Step, 0.5f, 0);
        evidence.Add(AnomalyFeature.Warmth, 0.3f, -1);
        evidence.Add(AnomalyFeature.Relaxation, 0.01f, 1);

        // What is no rarer than once in ten hours does not count, and of the rest only what goes beyond.
        double expected = evidence.Decades(AnomalyFeature.Step, 0.5f) + evidence.Decades(AnomalyFeature.Warmth, 0.3f) - 2;
        Assert.InRange(evidence.Decades(AnomalyFeature.Relaxation, 0.01f), 0.001, 1);
        Assert.Equal(expected, evidence.Rank(), 4);
        evidence.AddCertain();
        Assert.Equal(expected + 20, evidence.Rank(), 4);
        evidence.Reset();
        Assert.Equal(0, evidence.Rank());
    }

    [Theory]
    [InlineData("--hours", "5", "96 to 1000000")]
    [InlineData("--out", "no/such/folder/x.cs", "allowed is a file in a folder that is there")]
    [InlineData("--nonsense", "1", "--help")]
    public void Bad_use_is_one_line_that_names_what_is_allowed(string option, string value, string allowed)
    {
        StringWriter output = new();
        StringWriter error = new();
        Assert.Equal(2, TrainProgram.Run(["train", option, value], output, error));
        Assert.Equal("", output.ToString());
        string line = Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(allowed, line, StringComparison.Ordinal);
    }

    private static int Run(params string[] arguments)
    {
        StringWriter output = new();
        return TrainProgram.Run(["train", "--hours", "96", "--seed", "3", .. arguments], output, output);
    }
}

using Bms.Anomaly;
using Xunit;

namespace Bms.Train.Tests;

public class TrainCommandTests
{
    [Fact]
    public void The_same_command_writes_the_same_bytes_and_another_seed_does_not()
    {
        Assert.Equal(Train("3"), Train("3"));
        Assert.NotEqual(Train("3"), Train("4"));
    }

    [Fact]
    public void The_firmware_reads_a_tail_as_the_trainer_writes_it()
    {
        // The compiled constants through the firmware's own logarithm, against the formula in double.
        var evidence = new Evidence(1);
        var compiled = new AnomalyTails();
        foreach (AnomalyFeature feature in TailTable.Measured)
        {
            int i = (int)feature;
            var tail = new Tail(compiled.Start_permille[i] / 1000.0, compiled.StartDecades_permille[i] / 1000.0,
                compiled.Scale_permille[i] / 1000.0, compiled.Shape_permille[i] / 1000.0);
            for (double x = 0.05; x < 32; x *= 1.3)
            {
                Assert.Equal(tail.Decades(x), evidence.Decades(feature, (float)x), 0.02);
            }
        }
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

    private static string Train(string seed)
    {
        string file = Path.GetTempFileName();
        try
        {
            StringWriter output = new();
            Assert.Equal(0, TrainProgram.Run(["train", "--hours", "200", "--seed", seed, "--out", file], output, output));
            return File.ReadAllText(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

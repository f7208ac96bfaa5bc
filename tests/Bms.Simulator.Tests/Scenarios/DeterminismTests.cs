using System.Diagnostics;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

/// <summary>Same file, same seed, same bits: whatever machine code the runtime made, on whichever thread, beside whatever else.</summary>
public class DeterminismTests
{
    // Random numbers of every kind: spread of the cells, errors and noise of the chips, faults by chance; charge, load and heat.
    private const string Noisy = """
        {
          "title": "A noisy drive for a test", "why": "Made for a test.", "duration_s": 60, "seed": 11, "capacity_sigma": 0.05,
          "timeline": [
            { "at_s": 5, "ask": "Discharge" }, { "at_s": 6.0123, "drive_cycle": "town" },
            { "at_s": 30, "ask": "Charge", "supply": true, "ambient_C": 32.5 }
          ],
          "faults": [ { "fault": "bus-flips-bits", "chip": "mcp9808-1", "probability": 0.05, "at_s": 10 } ],
          "expect": [ { "expect": "records", "verified_min": 1 } ]
        }
        """;

    /// <summary>Switches of the runtime: code as of a Debug build, no vector instructions, compiled once for good, no profile.</summary>
    [Theory]
    [InlineData("DOTNET_JITMinOpts", "1")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_TieredCompilation", "0")]
    [InlineData("DOTNET_TieredPGO", "0")]
    public void Other_machine_code_gives_the_same_trace(string variable, string value)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("bms").FullName, "noisy.json");
        File.WriteAllText(file, Noisy);
        string simulator = Path.ChangeExtension(typeof(ScenarioRunner).Assembly.Location, ".dll");
        var start = new ProcessStartInfo("dotnet", [simulator, "run", file]) { RedirectStandardOutput = true };
        start.Environment[variable] = value;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Contains("run.trace_sha256 = " + Sha256(), output, StringComparison.Ordinal);
    }

    [Fact]
    public void Eight_threads_at_once_give_the_same_trace_as_one()
    {
        string alone = Sha256();
        var hashes = new string[8];
        Thread[] threads = [.. Enumerable.Range(0, hashes.Length).Select(i => new Thread(() => hashes[i] = Sha256()))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Assert.All(hashes, hash => Assert.Equal(alone, hash));
    }

    private static string Sha256() => new ScenarioRunner(Samples.Read(Noisy)).Run().Trace.Sha256();
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using Xunit;

namespace Bms.World.Tests;

/// <summary>Same seed, same bits, on every machine: the hash of one hour of everything a pack shows.</summary>
public class GoldenTraceTests
{
    // A change of physics or parameters changes this on purpose; a change of machine, build or speed never may.
    private const string Golden = "E57EF592A940D4E160B15BBCB2DF9B852D34B78EE0BBAB83BA4089D558F9DE1F";

    private readonly ITestOutputHelper _output;

    public GoldenTraceTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void One_hour_of_a_spread_pack_under_stress_has_the_golden_hash()
    {
        Pack pack = new(new PackSpec { SeriesCells = 16, SocSigma = 0.01, Seed = 20240607 })
        {
            ChargeSwitch = true,
            DischargeSwitch = true,
        };
        pack.SetInternalShort_ohm(5, 20.0);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int minute = 0; minute < 60; minute++)
        {
            pack.RunStress(60);
            Append(hash, pack);
        }

        string trace = Convert.ToHexString(hash.GetHashAndReset());
        _output.WriteLine($"world.trace_sha256 = {trace}");
        Assert.Equal(Golden, trace);
    }

    /// <summary>Adds the bits of every value that a pack shows.</summary>
    internal static void Append(IncrementalHash hash, Pack pack)
    {
        Add(hash, pack.Current_A);
        Add(hash, pack.StackVoltage_V);
        Add(hash, pack.TerminalVoltage_V);
        for (int cell = 0; cell < pack.Cells; cell++)
        {
            Add(hash, pack.CellVoltage_V(cell));
            Add(hash, pack.Ocv_V(cell));
            Add(hash, pack.Soc(cell));
            Add(hash, pack.CellCore_C(cell));
            Add(hash, pack.CellSurface_C(cell));
        }
    }

    private static void Add(IncrementalHash hash, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        hash.AppendData(bytes);
    }
}

using System.Security.Cryptography;
using Xunit;

namespace Bms.World.Tests;

public class PackTests
{
    [Fact]
    public void A_change_of_load_between_grid_points_acts_at_once_and_its_charge_is_counted_exactly()
    {
        Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 1, Cell = TestPacks.FlatCell(), BusbarResistance_ohm = 0 });
        pack.AdvanceTo(30_000);
        pack.Load.SetCurrent_A(4.0);
        Assert.Equal(-4.0, pack.Current_A);
        Assert.Equal(3.7 - 4.0 * 0.030, pack.CellVoltage_V(0), 12);
        pack.AdvanceTo(55_000);
        pack.Load.SetCurrent_A(0.0);
        Assert.Equal(3.7, pack.CellVoltage_V(0), 12);
        pack.AdvanceTo(100_000);
        Assert.Equal(-4.0 * 0.025, pack.Balance.ChargeIn_C, 12);
        Assert.Equal(16.0 * 0.025 * 0.030, pack.Balance.Loss_J, 4);
    }

    [Fact]
    public void How_often_the_pack_is_looked_at_changes_nothing()
    {
        static string Trace(int looksPerSecond)
        {
            Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 5, InitialSoc = 0.8 });
            pack.Charge(20.5, 3.0);
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (int second = 0; second < 300; second++)
            {
                pack.Load.SetPower_W(second % 10 < 5 ? 40.0 : 0.0);
                for (int look = 1; look <= looksPerSecond; look++)
                {
                    pack.AdvanceTo((second * looksPerSecond + look) * TestPacks.Second_us / looksPerSecond);
                    _ = pack.Current_A + pack.CellVoltage_V(look % 5);
                }

                GoldenTraceTests.Append(hash, pack);
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }

        Assert.Equal(Trace(1), Trace(37));
    }

    [Fact]
    public void Cells_spread_as_their_sigmas_say_and_keep_their_values_when_others_join()
    {
        PackSpec spec = new() { SeriesCells = 256, CapacitySigma = 0.01, ResistanceSigma = 0.05, SocSigma = 0.02 };
        spec = spec with { BusbarResistance_ohm = 0 };
        List<double> soc = [], r0 = [], moved = [];
        for (ulong seed = 0; seed < 8; seed++)
        {
            Pack pack = new(spec with { Seed = seed }) { ChargeSwitch = true, DischargeSwitch = true };
            double[] before = Enumerable.Range(0, 256).Select(pack.Soc).ToArray();
            double[] rest = Enumerable.Range(0, 256).Select(pack.CellVoltage_V).ToArray();
            pack.Load.SetCurrent_A(5.0);
            r0.AddRange(rest.Select((v, cell) => (v - pack.CellVoltage_V(cell)) / 5.0));
            pack.AdvanceBy_s(100);
            moved.AddRange(before.Select((s, cell) => 1.0 / (s - pack.Soc(cell))));
            soc.AddRange(before);
        }

        // 2048 cells: a standard deviation is known to 1.6 %; five of these.
        Assert.Equal(0.02, Sigma(soc), 0.08 * 0.02);
        Assert.Equal(0.05, Sigma(r0) / r0.Average(), 0.10 * 0.05);
        Assert.Equal(0.01, Sigma(moved) / moved.Average(), 0.08 * 0.01);
        Assert.Equal(new Pack(spec with { SeriesCells = 4 }).Soc(3), new Pack(spec with { SeriesCells = 5 }).Soc(3));
    }

    [Fact]
    public void Without_spread_all_cells_are_equal()
    {
        Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 5, Convection_W_per_m2K = 20 });
        pack.RunStress(3600);
        for (int cell = 1; cell < 5; cell++) Assert.Equal(pack.CellVoltage_V(0), pack.CellVoltage_V(cell), 9);
        Assert.Equal(Enumerable.Range(0, 5).Sum(pack.CellVoltage_V), pack.StackVoltage_V, 9);
    }

    [Theory]
    [InlineData(0, 0.5, 25, "SeriesCells = 0: allowed are 1 to 256")]
    [InlineData(4, 1.5, 25, "InitialSoc = 1.5: allowed are 0 to 1")]
    [InlineData(4, double.NaN, 25, "InitialSoc = NaN: allowed are 0 to 1")]
    [InlineData(4, 0.5, 200, "Ambient_C = 200: allowed are -60 to 100")]
    public void A_bad_field_is_named_with_its_range(int cells, double soc, double ambient_C, string message)
    {
        PackSpec spec = new() { SeriesCells = cells, InitialSoc = soc, Ambient_C = ambient_C };
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new Pack(spec)).Message);
    }

    [Fact]
    public void Time_never_runs_back_and_a_cell_must_exist()
    {
        Pack pack = new(new PackSpec());
        pack.AdvanceTo(5);
        Assert.Contains("already at 5", Assert.Throws<ArgumentException>(() => pack.AdvanceTo(4)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.CellVoltage_V(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.SetHeater_W(-1, 1.0));
    }

    private static double Sigma(List<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Count);
    }
}

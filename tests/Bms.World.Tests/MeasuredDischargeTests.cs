using System.Globalization;
using Xunit;

namespace Bms.World.Tests;

/// <summary>
/// The model against measured discharges of an LG M50 (PyBOP, BSD-3; Kuzhiyil et al. 2024) that it was not fitted to.
/// Runs where the measurements are: in the folder named by BMS_DATA, else in ../shared/data beside the repository.
/// </summary>
public class MeasuredDischargeTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("rate_T25_1C.csv", 60.0)]
    [InlineData("rate_T25_2C.csv", 100.0)]
    [InlineData("rate_T10_1C.csv", 120.0)]
    public void A_measured_discharge_is_met_within_the_bound(string file, double bound_mV)
    {
        string path = Path.Combine(DataFolder(), "lg-m50", file);
        Assert.SkipUnless(File.Exists(path), $"skipped = 1 (no {path}; set BMS_DATA to the folder of the measurements)");
        double[][] rows = File.ReadLines(path).Skip(1)
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        (double rmse_mV, double rmse_K) = Replay(rows);
        string name = Path.GetFileNameWithoutExtension(file);
        output.WriteLine($"world.lgm50.{name}.rmse_mV = {rmse_mV:F1}");
        output.WriteLine($"world.lgm50.{name}.surface_rmse_K = {rmse_K:F1}");
        Assert.InRange(rmse_mV, 0.0, bound_mV);
    }

    // The chamber moves its air: 25 W/m2/K, the middle of what a fan does. Rows: s, A (positive = discharge), V, degC.
    private static (double Rmse_mV, double Rmse_K) Replay(double[][] rows)
    {
        Pack pack = TestPacks.Closed(new PackSpec
        {
            SeriesCells = 1,
            InitialSoc = SocAtRest(rows[0][2]),
            Ambient_C = rows[0][3],
            BusbarResistance_ohm = 0,
            Convection_W_per_m2K = 25,
        });
        int last = Array.FindLastIndex(rows, row => row[1] > 0.1);
        double square_V2 = 0.0;
        double square_K2 = 0.0;
        for (int k = 1; k <= last; k++)
        {
            pack.Load.SetCurrent_A(rows[k][1]);
            pack.AdvanceTo((long)(rows[k][0] * 1e6));
            double error_V = pack.CellVoltage_V(0) - rows[k][2];
            double error_K = pack.CellSurface_C(0) - rows[k][3];
            double duration_s = rows[k][0] - rows[k - 1][0];
            square_V2 += error_V * error_V * duration_s;
            square_K2 += error_K * error_K * duration_s;
        }

        double total_s = rows[last][0] - rows[0][0];
        return (Math.Sqrt(square_V2 / total_s) * 1e3, Math.Sqrt(square_K2 / total_s));
    }

    // The SoC, in tenths of a per cent, whose open-circuit voltage is nearest to the first row, at rest.
    private static double SocAtRest(double voltage_V) => Enumerable.Range(900, 101).Select(permille => permille / 1000.0)
        .MinBy(soc => Math.Abs(TestPacks.Closed(new PackSpec { SeriesCells = 1, InitialSoc = soc }).Ocv_V(0) - voltage_V));

    private static string DataFolder()
    {
        string? named = Environment.GetEnvironmentVariable("BMS_DATA");
        if (!string.IsNullOrEmpty(named)) return named;
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BmsFirmware.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.Parent?.FullName ?? ".", "shared", "data");
    }
}

using System.Text.RegularExpressions;
using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>A run of a data set, and whether the shipped cell was fitted to it.</summary>
internal sealed record SetRun(MeasuredRun Run, bool Fitted);

/// <summary>
/// A published data set: which files it has, which columns, and which of its runs the shipped cell was fitted to. All others are held
/// out: a file that is added to the folder is held out too.
/// </summary>
/// <param name="Folder">Folder below the folder of the measurements, and the name of the set in figures.</param>
/// <param name="Cell">Shipped cell.</param>
/// <param name="Files">Pattern of its files.</param>
/// <param name="Columns">Columns of a file.</param>
/// <param name="Fitted">Names of the runs that the cell was fitted to; a pattern.</param>
/// <param name="Source">Where it was published.</param>
internal sealed record MeasuredSet(string Folder, string Cell, string Files, RunColumns Columns, string Fitted, string Source)
{
    /// <summary>Column that names the run, where a file holds several; else -1.</summary>
    public int RunColumn { get; init; } = -1;

    /// <summary>Ends of the parts into which a long run is cut, in s; what was fitted and what is held out must not overlap.</summary>
    public double[] Cuts_s { get; init; } = [];

    /// <summary>Temperature around the cell, where the file does not say; by the name of the file.</summary>
    public Func<string, double?> Ambient_C { get; init; } = _ => null;

    /// <summary>
    /// What the cell is fitted with besides runs, in the folder Sources of the shipped cells: NAME-believed.json in place of another cell,
    /// NAME-pulses.csv and NAME-rest.csv; null: nothing.
    /// </summary>
    public string? Besides { get; init; }

    /// <summary>The runs that are there, in order of their names.</summary>
    public IEnumerable<SetRun> Runs(string data)
    {
        string folder = Path.Combine(data, Folder);
        if (!Directory.Exists(folder)) yield break;
        foreach (string file in Directory.GetFiles(folder, Files).Order(StringComparer.Ordinal))
        {
            foreach (MeasuredRun run in InFile(file)) yield return new SetRun(run, Regex.IsMatch(run.Name, $"^({Fitted})$"));
        }
    }

    private IEnumerable<MeasuredRun> InFile(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        IEnumerable<string[]> rows = RunFile.Lines(file).Select(line => line.Split(',')).Where(IsRow);
        if (RunColumn >= 0)
        {
            return rows.GroupBy(row => row[RunColumn]).Select(
                group => RunFile.Of($"{name}_{group.Key}", file, group, Columns, Ambient_C(name)).Run);
        }

        return Parts(RunFile.Of(name, file, rows, Columns, Ambient_C(name)).Run);
    }

    private bool IsRow(string[] row) => row.Length > Columns.Voltage && double.TryParse(
        row[Columns.Voltage], System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);

    private IEnumerable<MeasuredRun> Parts(MeasuredRun run)
    {
        double from_s = double.NegativeInfinity;
        for (int part = 0; part <= Cuts_s.Length; part++)
        {
            double to_s = part < Cuts_s.Length ? Cuts_s[part] : double.PositiveInfinity;
            yield return Cuts_s.Length == 0 ? run : run.Between(from_s, to_s, $"{run.Name}_part{part + 1}");
            from_s = to_s;
        }
    }
}

/// <summary>The data sets that are known.</summary>
internal static class MeasuredSets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<MeasuredSet> All { get; } =
    [
        new("lg-m50", "lg-m50", "rate_*.csv", new RunColumns(0, 1, 2, 3, Sign: -1), "rate_T(10|25)_(0p1|0p5|2)C",
            "Measured at WMG, in PyBOP (BSD-3): Kuzhiyil et al. 2024, doi 10.1016/j.apenergy.2024.123692")
        {
            Besides = "lg-m50",
        },
        new("samsung30q", "samsung-30q", "Q30_*.csv", new RunColumns(0, 1, 2, 4), "Q30_S001_[124]C",
            "ARTS-Laboratory, dataset-electrothermal-deformation-characterization-for-samsung-30Q-cell (CC BY-SA 4.0)"),
        new("lfp1p2ah", "lfp-1p2ah", "dyn_*.csv", new RunColumns(0, 1, 2, SocRef: 3, Sign: -1), "dyn_25C_part1",
            "terencetaothucb, LFP-SOC-Estimation-Fisher-Information-Fusion (MIT): Tao et al. 2025")
        {
            Cuts_s = [45_000.0],
        },
        new("dmegc", "dmegc-2p6ah", "Exp*.csv", new RunColumns(1, 2, 3, 4, Sign: -1) , "Exp25_R1_rw_data_(0[1-9]|1[0-9]|2[0-5])",
            "Silencefrog9305, Digital-Twins-for-Battery-Using-CTA-MTL (MIT): L. Wang et al., IEEE TII 2025")
        {
            RunColumn = 0,
        },
        new("lipo5450", "lipo-5450", "CRate*.csv", new RunColumns(7, 1, 0, 3, Sign: -1), "CRate[12]_Cycle1",
            "uw-mad-dash, Battery-SoC-Estimation (Apache-2.0)"),
        new("leaf", "leaf-lmo", "cell-*.csv", new RunColumns(1, 8, 9), "cell-low-current-hppc-.*|cell-discharge-bitrode-1c",
            "batterysim, equiv-circ-model (MIT)")
        {
            Ambient_C = name => name.Contains("-10c", StringComparison.Ordinal) ? 10.0 : 25.0,
        },
    ];

    /// <summary>Folder of the measurements: named by the option, by BMS_DATA, or beside the repository.</summary>
    public static string Folder(string? named)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named) ? named : throw new BadInputException(named, "--data", "is not there, allowed is a folder");
        }

        string? variable = Environment.GetEnvironmentVariable("BMS_DATA");
        return string.IsNullOrEmpty(variable) ? Path.Combine("..", "shared", "data") : variable;
    }
}

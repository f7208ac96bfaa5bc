using System.Globalization;
using Bms.Simulator.Report;

namespace Bms.Simulator.Measured;

/// <summary>What a cell must hold on a run that it was not fitted to, or on each rate of a series.</summary>
/// <param name="Run">Set and run.</param>
/// <param name="Quantity">rmse_mV or rmse_K.</param>
/// <param name="Goal">Largest error that holds.</param>
/// <param name="Moonshot">What would be better still.</param>
internal sealed record MeasuredGoal(string Run, string Quantity, double Goal, double Moonshot)
{
    public string Name => $"{Run}.{Quantity}";

    public double Found(Comparison run) => Quantity == "rmse_K" ? run.Replay.Rmse_K : run.Replay.Rmse_mV;
}

/// <summary>The goals, and how the runs stand beside them.</summary>
internal static class MeasuredGoals
{
    /// <summary>All of them: voltage on held-out runs, temperature on every rate from 1C to 4C.</summary>
    public static IReadOnlyList<MeasuredGoal> All { get; } =
    [
        new("lg-m50.rate_T25_1C", "rmse_mV", 12.0, 7.0),
        new("lg-m50.rate_T10_1C", "rmse_mV", 20.0, 12.0),
        new("lfp1p2ah.dyn_25C_part2", "rmse_mV", 6.0, 4.0),
        .. Runs("lg-m50", "rate_T25_1C", "rate_T25_2C", "rate_T10_1C", "rate_T10_2C"),
        .. Runs("samsung30q", "Q30_S001_1C", "Q30_S001_2C", "Q30_S001_3C", "Q30_S001_4C"),
        .. Runs("samsung30q", "Q30_S002_1C", "Q30_S002_2C", "Q30_S002_3C", "Q30_S002_4C"),
        .. Runs("lipo5450", "CRate1_Cycle1", "CRate1_Cycle48", "CRate2_Cycle1"),
    ];

    private static IEnumerable<MeasuredGoal> Runs(string set, params string[] runs) =>
        runs.Select(run => new MeasuredGoal($"{set}.{run}", "rmse_K", 1.0, 0.5));

    /// <summary>Each goal whose run is there, with what was found.</summary>
    public static IReadOnlyList<(MeasuredGoal Goal, double Found)> Of(IReadOnlyList<Comparison> runs) =>
        [.. All.SelectMany(goal => runs.Where(run => run.Name == goal.Run).Select(run => (goal, goal.Found(run))))];

    /// <summary>Whether a figure is within its goal.</summary>
    public static bool Holds((MeasuredGoal Goal, double Found) line) => line.Found <= line.Goal.Goal;

    /// <summary>A goal as a line of a report.</summary>
    public static ReportExpectation Row((MeasuredGoal Goal, double Found) line) => new(
        string.Create(CultureInfo.InvariantCulture, $"{line.Goal.Name} at most {line.Goal.Goal:0.#} (moonshot {line.Goal.Moonshot:0.#})"),
        Holds(line), line.Found.ToString("0.00", CultureInfo.InvariantCulture));
}

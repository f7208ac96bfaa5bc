using Bms.Simulator.Commands;
using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Demo;

/// <summary>Plays the demo's day, writes its report and says what came of it.</summary>
internal sealed class DemoRun(Scenario scenario, string folder)
{
    private const string ReportName = "demo";

    private readonly RunRecorder _recorder = new(scenario.Board.CellCount, scenario.Board.ProbeCount);

    /// <summary>Plays and writes; <paramref name="see"/> gets each look. Returns what a script needs to know.</summary>
    internal DemoEnd Play(Action<Observation> see)
    {
        RunResult result = new ScenarioRunner(scenario)
        {
            Looked = look =>
            {
                _recorder.Observe(look);
                see(look);
            },
        }.Run();

        // What depends on the speed of this machine stays out of the page: the same seed gives the same page everywhere.
        ReportFigure[] figures =
        [
            new("demo.records_published", result.Records.Published, ""), new("demo.records_verified", result.Records.Verified, ""),
            new("demo.virtual_hours", result.Virtual_s / 3600, "h"),
        ];
        string path = HtmlReport.Write(RunPage.Make(result, _recorder, scenario.Board.Config(), figures), folder, ReportName);
        return new DemoEnd(result, path);
    }
}

/// <summary>What became of a demo.</summary>
/// <param name="Result">The run.</param>
/// <param name="ReportPath">Where the page is.</param>
internal sealed record DemoEnd(RunResult Result, string ReportPath)
{
    /// <summary>True when every expectation held and every record that was published arrived and was verified.</summary>
    internal bool Holds => Result.Holds && Result.Records.Published == Result.Records.Verified;

    /// <summary>0 or 1.</summary>
    internal int Code => Holds ? ExitCode.Holds : ExitCode.DoesNotHold;

    /// <summary>The figures, one a line.</summary>
    internal IEnumerable<string> Figures =>
    [
        $"demo.records_published = {Result.Records.Published}",
        $"demo.records_verified = {Result.Records.Verified}",
        $"demo.virtual_hours = {Result.Virtual_s / 3600:0.###}",
        $"demo.wall_s = {Result.Wall_s:0.###}",
        $"demo.x_realtime = {Result.RealTimeFactor:0}",
        $"demo.report = {ReportPath}",
    ];
}

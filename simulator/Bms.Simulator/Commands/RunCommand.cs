using System.CommandLine;
using Bms.Mqtt;
using Bms.Simulator.Broker;
using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Commands;

/// <summary>run: one scenario, its figures and what became of each expectation.</summary>
internal static class RunCommand
{
    internal static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "name that list shows, or a file that ends in .json" };
        Option<string?> board = Options.Board();
        Option<string?> trace = Options.File("--trace", "write the run over time as CSV");
        Option<string?> report = Options.Folder("--report", "write an HTML report into this folder");
        Option<string?> recordings = Options.Folder("--recordings", "write what the detector saw before each alarm into this folder");
        Option<long?> seed = Options.Seed();
        var realtime = new Option<bool>("--realtime") { Description = "a virtual second takes a real one" };
        Option<string?> mqtt = Options.Mqtt();
        Option<string?> hardware = Options.Hardware();
        Option<string?> cell = Options.Cell();
        Option<string[]> changes = Options.Set();
        Option<string?> authority = Options.File(MqttTlsFiles.Authority, "authority of the broker's certificate, PEM");
        Option<string?> certificate = Options.File(MqttTlsFiles.Certificate, "our certificate, PEM");
        Option<string?> key = Options.File(MqttTlsFiles.Key, "key of our certificate, PEM");
        var command = new Command("run", "one scenario")
        {
            scenario, board, hardware, cell, changes, mqtt, authority, certificate, key, trace, report, recordings, seed, realtime,
        };
        command.SetAction(parsed =>
        {
            string[] asked =
            [
                .. Options.BoardChange(parsed.GetValue(board)), .. Options.CellChange(parsed.GetValue(cell)),
                .. parsed.GetValue(changes) ?? [],
            ];
            Scenario changed = Changes.Read(Catalogue.Source(parsed.GetValue(scenario)!), asked);
            Scenario read = Options.Apply(changed, parsed.GetValue(seed), parsed.GetValue(hardware));
            InvocationConfiguration console = parsed.InvocationConfiguration;
            try
            {
                using RealBroker? broker = Connect(
                    parsed.GetValue(mqtt), parsed.GetValue(authority), parsed.GetValue(certificate), parsed.GetValue(key));
                var files = new Files(parsed.GetValue(trace), parsed.GetValue(report), parsed.GetValue(recordings));
                return Run(read, broker, files, parsed.GetValue(realtime), console);
            }
            catch (MqttException e)
            {
                console.Error.WriteLine(e.Message);
                return ExitCode.DoesNotHold;
            }
        });
        return command;
    }

    private static RealBroker? Connect(string? mqtt, string? authority, string? certificate, string? key)
    {
        bool isReal = MqttAddress.TryParse(mqtt, out MqttAddress address);
        if (!isReal && (authority ?? certificate ?? key) != null)
        {
            throw new BadInputException("--ca, --cert, --key: need --mqtt with an address that begins with mqtts://");
        }

        try
        {
            return isReal ? new RealBroker(address, MqttTlsFiles.Load(address, authority, certificate, key)) : null;
        }
        catch (InvalidDataException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    /// <summary>What a run is to write, each null when it is not asked for.</summary>
    private sealed record Files(string? Trace, string? Report, string? Recordings)
    {
        internal void Prepare()
        {
            if (Trace != null)
            {
                AtomicFile.Check("--trace", Trace);
            }

            foreach (string folder in new[] { Report, Recordings }.OfType<string>())
            {
                HtmlReport.MakeFolder(folder);
            }
        }
    }

    private static int Run(Scenario scenario, RealBroker? broker, Files files, bool realtime, InvocationConfiguration console)
    {
        files.Prepare();
        (string? trace, string? report) = (files.Trace, files.Report);
        List<string> recordings = [];
        using var progress = new Progress(console.Error, Progress.IsTerminal);
        RunRecorder? recorder = report == null ? null : new RunRecorder(scenario.Board.CellCount, scenario.Board.ProbeCount);
        RunResult result = new ScenarioRunner(scenario, broker)
        {
            Progress = progress.Show,
            Looked = recorder == null ? null : recorder.Observe,
            Realtime = realtime,
            Recorded = files.Recordings == null ? null : (name, bytes) => recordings.Add(Save(files.Recordings, name, bytes)),
        }.Run();
        progress.Clear();
        if (trace != null)
        {
            AtomicFile.Write("--trace", trace, result.Trace.WriteCsv);
        }

        ResultText.Write(console.Output, result);
        recordings.ForEach(path => console.Output.WriteLine("run.recording = " + path));
        if (recorder != null)
        {
            RunReport page = RunPage.Make(result, recorder, scenario.Config(), []);
            console.Output.WriteLine("run.report = " + HtmlReport.Write(page, report!, scenario.Name));
        }

        return result.Holds ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    private static string Save(string folder, string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name + ".ring");
        AtomicFile.Write("--recordings", path, stream => stream.Write(bytes));
        return path;
    }
}

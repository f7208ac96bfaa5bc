using System.CommandLine;
using System.Globalization;
using Bms.Anomaly;
using Bms.Simulator.Commands;

namespace Bms.Simulator.Anomaly;

/// <summary>replay-alarm: the recording that a board sends after an alarm, through the same firmware, compared bit for bit.</summary>
internal static class ReplayAlarmCommand
{
    internal static Command Create()
    {
        var file = new Argument<string>("file") { Description = "as run and Bms.Fleet watch save with --recordings" };
        var command = new Command("replay-alarm", "what a board saw before an alarm, seen again bit for bit") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string path, TextWriter output)
    {
        RingReplay replay;
        RingFile file;
        try
        {
            file = RingFile.Read(path, File.ReadAllBytes(path));
            replay = RingReplay.Play(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "file", "cannot be read, " + e.Message);
        }

        if (replay.Alarm is AnomalyAlarm a)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{a.Raised_ms / 1000.0:0.###} s  {AlarmText.Severity(a)}  ")
                + $"{AlarmText.Where(a)}  {AlarmText.Name(a.Type)}: {AlarmText.Reason(a)}");
        }

        if (replay.IsQuiet)
        {
            output.WriteLine(file.Alarm < 0 ? $"request {-file.Alarm}: somebody asked for these frames, no alarm is among them"
                : $"alarm {file.Alarm} came while another recording was sent: these are the frames after it");
        }

        output.WriteLine(replay.Holds ? "every statistic of the detector came out with the same bits as on the board"
            : replay.Fits ? "NOT what the board saw: the recording is of another firmware, or its frames were changed"
            : "a value was beyond what a frame holds: the board's numbers cannot come out again");
        output.WriteLine($"replay_alarm.cells = {file.Cells}");
        output.WriteLine($"replay_alarm.frames = {file.Frames}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"replay_alarm.before_s = {replay.Before_s:0.###}"));
        if (!replay.IsQuiet)
        {
            output.WriteLine($"replay_alarm.alarm_raised = {(replay.Alarm != null ? 1 : 0)}");
            output.WriteLine($"replay_alarm.score_equal = {(replay.SameScore ? 1 : 0)}");
        }

        output.WriteLine($"replay_alarm.statistics_equal = {(replay.SameStatistics ? 1 : 0)}");
        return replay.Holds ? ExitCode.Holds : ExitCode.DoesNotHold;
    }
}

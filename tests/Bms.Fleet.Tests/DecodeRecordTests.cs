using System.Diagnostics;
using Bms.Anomaly;
using Bms.Fleet.Tests.Watch;
using Bms.Records;
using Bms.Records.Tests;
using Xunit;

namespace Bms.Fleet.Tests;

/// <summary>The decoder in docs/decode_record.py, a description of the format that runs, agrees with ours.</summary>
public class DecodeRecordTests
{
    private static readonly string s_hex = Convert.ToHexString(WorkedExample.Message);

    [Fact]
    public void The_script_reads_the_worked_example_as_we_do()
    {
        FleetVerifier verifier = new([WorkedExample.Key]);
        verifier.Verify(WorkedExample.Topic, WorkedExample.Message, out RecordHeader header);
        Assert.True(RecordDecoder.TryDecode(header, WorkedExample.Message, out TelemetryRecord record, out string error), error);
        (int code, string output, string complaint) = Run(WorkedExample.Topic, s_hex);
        Assert.Equal((0, ""), (code, complaint));
        string[] lines = output.ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("device = 00010203 epoch = 1", lines);
        Assert.Contains($"sequence = {header.Sequence}", lines);
        Assert.Contains($"uptime_ms = {header.Uptime_ms}", lines);
        Assert.Contains($"stack_mV = {record.Stack_mV}", lines);
        Assert.Contains($"current_mA = {record.Current_mA}", lines);
        Assert.Contains($"soc_1e-4 = {record.Soc_ppm / 100}", lines);
        Assert.Contains($"cells_mV = [{string.Join(", ", record.Cells_mV)}]", lines);
        Assert.Contains($"probes_degC = [{string.Join(", ", record.Probes_degC)}]", lines);
        Assert.Contains($"active_rows = {record.ActiveRows}", lines);
    }

    [Fact]
    public void The_script_reads_an_alarm_of_the_anomaly_detector()
    {
        ReportingDevice device = new(macKey: WorkedExample.MacKey);
        AnomalyAlarm alarm = device.Alarms.Raise(AnomalyType.Contact, 1, AnomalyAlarm.Warning, 5000);
        alarm.Feature = AnomalyFeature.ResistanceGrowth;
        (alarm.Value, alarm.Healthy, alarm.Estimate, alarm.Low, alarm.High) = (21.5f, 10f, 21.5f, 17f, 26f);
        (string topic, byte[] message) = device.Step(10_000).First(m => m.Topic.EndsWith("/e", StringComparison.Ordinal));
        (int code, string output, string complaint) = Run(topic, Convert.ToHexString(message));
        Assert.Equal((0, ""), (code, complaint));
        string[] lines = output.ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("alarm_type = 6", lines);
        Assert.Contains("alarm_place = 1", lines);
        Assert.Contains("features_1e-3 = [4, 21500, -10000, 10000]", lines);
        Assert.Contains("estimate_1e-3 = [21500, 17000, 26000]", lines);
    }

    [Fact]
    public void The_script_refuses_another_topic_and_a_changed_message()
    {
        (int code, string output, string complaint) = Run("bms/v1/3f/demo/00010203/e", s_hex);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("the tag is wrong", complaint, StringComparison.Ordinal);
        int current = s_hex.IndexOf("393038", StringComparison.Ordinal);
        Assert.Equal(1, Run(WorkedExample.Topic, s_hex[..current] + "393039" + s_hex[(current + 6)..]).Code);
    }

    private static (int Code, string Output, string Error) Run(string topic, string hex)
    {
        string? python = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "python3")).FirstOrDefault(File.Exists);
        Assert.SkipUnless(python is not null, "python3 is not installed");
        using Process process = Process.Start(new ProcessStartInfo(python!, [Script(), topic, hex])
        {
            Environment = { ["LC_ALL"] = "C" }, // a locale that a machine lacks would be warned of
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(Convert.ToHexString(WorkedExample.MacKey));
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(30_000));
        return (process.ExitCode, output, error.Result);
    }

    private static string Script()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "BmsFirmware.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder!, "docs", "decode_record.py");
    }
}

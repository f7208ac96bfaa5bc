using System.Text.Json.Nodes;
using Bms.Fleet.Store;
using Bms.Fleet.Tests.Watch;
using Bms.Records;
using Xunit;

namespace Bms.Fleet.Tests;

/// <summary>What comes out of a store, and what is refused.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private readonly Tool _tool = new();
    private readonly ReportingDevice _device = new();
    private readonly RecordStore _store;

    public ExportCommandTests() => _store = new RecordStore(_tool.At("fleet.db"));

    private string Db => _tool.At("fleet.db");

    public void Dispose()
    {
        _store.Dispose();
        _tool.Dispose();
    }

    [Fact]
    public void The_table_has_the_columns_that_replay_reads_and_empty_fields_for_what_is_unknown()
    {
        Put(_device.Step(0), 1_000_000);
        _device.Sample.Cell_mV.Reject(1, Quality.BusError);
        _device.Sample.Current_mA.Reject(0, Quality.BusError);
        Put(_device.Step(10_000), 1_010_500);
        Assert.Equal("export.rows = 2\n", Tool.Good("export", "--store", Db, "--csv", _tool.At("pack.csv")));
        Assert.Equal(
            [
                "t_s,current_A,cell1_V,cell2_V,temp1_degC,temp2_degC,soc_estimated,pack_V",
                "0.000,-2.502,3.701,3.710,25,25,0.5034,7.411",
                "10.000,,3.701,,25,25,0.5034,7.411",
            ],
            File.ReadAllLines(_tool.At("pack.csv")));
    }

    [Fact]
    public void Time_goes_on_over_a_restart_even_when_clocks_overlap()
    {
        Put([.. _device.Step(0), .. _device.Step(60_000)], 1_000_000);
        _device.Boot();
        Put([.. _device.Step(0), .. _device.Step(10_000)], 1_005_000);
        Tool.Good("export", "--store", Db, "--csv", _tool.At("pack.csv"));
        string[] times = [.. File.ReadLines(_tool.At("pack.csv")).Skip(1).Select(l => l.Split(',')[0])];
        Assert.Equal(["0.000", "60.000", "60.001", "70.001"], times[..4]);
    }

    [Fact]
    public void Only_what_was_made_in_the_time_asked_for_is_written()
    {
        for (int i = 0; i < 4; i++)
        {
            Put(_device.Step(10_000 * i), 1_000_000_000_000 + (10_000 * i));
        }

        Assert.Equal("export.objects = 2\n", Tool.Good(
            "export", "--store", Db, "--json", _tool.At("o.json"), "--from", "2001-09-09T01:46:50Z", "--to", "2001-09-09T01:47:00Z"));
        JsonNode first = JsonNode.Parse(File.ReadLines(_tool.At("o.json")).First())!;
        Assert.Equal(("live", "00000001", 10_000), ((string)first["kind"]!, (string)first["device"]!, (int)first["uptime_ms"]!));
    }

    [Theory]
    [InlineData("needs one of --csv, --json and --records")]
    [InlineData("--device: must be 8 hex digits", "--device", "1", "--csv", "a")]
    [InlineData("--device: 00000009 has no records", "--device", "00000009", "--csv", "a")]
    [InlineData("--from: yesterday: is no time", "--from", "yesterday", "--csv", "a")]
    [InlineData("--to: must not be before --from", "--from", "2026-01-02", "--to", "2026-01-01", "--csv", "a")]
    [InlineData("--csv: there are no live records", "--from", "2026-01-01", "--csv", "a")]
    [InlineData("--csv: no/such/a: cannot be written", "--csv", "no/such/a")]
    [InlineData("is no file", "--records", "/dev/null")]
    public void What_cannot_be_used_is_one_line_and_writes_nothing(string expected, params string[] arguments)
    {
        Put(_device.Step(0), 1_000_000);
        string[] named = [.. arguments.Select(a => a == "a" ? _tool.At("a") : a)];
        Assert.Contains(expected, Tool.Bad(["export", "--store", Db, .. named]), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_tool.Folder, "a*"));
    }

    [Fact]
    public void A_store_that_is_not_there_is_one_line()
    {
        string line = Tool.Bad("export", "--store", _tool.At("gone.db"), "--csv", _tool.At("a"));
        Assert.Contains("is not there", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_devices_do_not_fit_one_table()
    {
        Put(_device.Step(0), 1_000_000);
        ReportingDevice other = new(2);
        Put(other.Step(0), 1_000_000, other);
        Assert.Contains("choose with --device", Tool.Bad("export", "--store", Db, "--csv", _tool.At("a")), StringComparison.Ordinal);
        Assert.Equal("export.rows = 1\n", Tool.Good("export", "--store", Db, "--device", "00000002", "--csv", _tool.At("a")));
    }

    private void Put(List<(string Topic, byte[] Message)> sent, long now_ms, ReportingDevice? from = null)
    {
        KeyRing keys = new([(from ?? _device).Key]);
        _store.Begin();
        foreach ((string topic, byte[] message) in sent)
        {
            byte[] utf8 = System.Text.Encoding.ASCII.GetBytes(topic);
            Assert.Equal(RecordVerdict.Accepted, keys.Authenticate(utf8, message, out RecordHeader header, out ulong kid));
            Assert.True(_store.Add(kid, header, topic, message, now_ms).IsAccepted());
        }

        _store.Commit(now_ms);
    }
}

using Bms.Mqtt.Broker;
using Xunit;

namespace Bms.Fleet.Tests;

/// <summary>The verb as a user calls it: what it refuses and how it ends.</summary>
public sealed class IngestCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    public IngestCommandTests()
    {
        Tool.Good("keys", "new", "--fleet", "test", "--out", _tool.At("keys.json"));
        Tool.Good("keys", "add", "--file", _tool.At("keys.json"), "--device", "00000001", "--site", "demo");
    }

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("--mqtt: must be mqtt://", "--mqtt", "localhost", "--store", "f.db")]
    [InlineData("'--store' is required", "--mqtt", "mqtt://localhost")]
    [InlineData("--client: must be 1 to 64", "--mqtt", "mqtt://localhost", "--store", "f.db", "--client", "a/b")]
    [InlineData("--quarantine: -1 is not allowed", "--mqtt", "mqtt://localhost", "--store", "f.db", "--quarantine", "-1")]
    [InlineData("cannot be made there", "--mqtt", "mqtt://localhost", "--store", "no/such/folder/f.db")]
    public void What_cannot_be_used_is_one_line(string expected, params string[] arguments) =>
        Assert.Contains(expected, Tool.Bad(["ingest", "--keys", _tool.At("keys.json"), .. arguments]), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_no_store_is_left_alone()
    {
        File.WriteAllText(_tool.At("text.db"), new string('a', 5000));
        string line = Tool.Bad("ingest", "--keys", _tool.At("keys.json"), "--mqtt", "mqtt://localhost", "--store", _tool.At("text.db"));
        Assert.Contains("is no store of records", line, StringComparison.Ordinal);
        Assert.Equal(new string('a', 5000), File.ReadAllText(_tool.At("text.db")));
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        using (Microsoft.Data.Sqlite.SqliteConnection other = new($"Data Source={_tool.At("other.db")};Pooling=False"))
        {
            other.Open();
            new Microsoft.Data.Sqlite.SqliteCommand("CREATE TABLE mine (a)", other).ExecuteNonQuery();
        }

        string line = Tool.Bad("ingest", "--keys", _tool.At("keys.json"), "--mqtt", "mqtt://localhost", "--store", _tool.At("other.db"));
        Assert.Contains("is no store of records", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broker_that_is_not_there_is_one_line_and_exit_code_1()
    {
        (int code, _, string error) = Ingest("mqtt://127.0.0.1:1");
        Assert.Equal(1, code);
        Assert.StartsWith("127.0.0.1:1: no connection, ", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_without_a_record_ends_in_order()
    {
        using LoopbackBroker broker = new();
        (int code, string output, string error) = Ingest($"mqtt://127.0.0.1:{broker.Port}");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal("ingest.messages = 0\ningest.stored = 0\ningest.refused = 0\ningest.batches = 0\ningest.receipts = 0\n", output);
    }

    private (int Code, string Output, string Error) Ingest(string broker) => Tool.Run(
        "ingest", "--keys", _tool.At("keys.json"), "--mqtt", broker, "--store", _tool.At("fleet.db"), "--for", "1");
}

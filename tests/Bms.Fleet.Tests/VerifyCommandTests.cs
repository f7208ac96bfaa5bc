using Bms.Records.Tests;
using Xunit;

namespace Bms.Fleet.Tests;

public sealed class VerifyCommandTests : IDisposable
{
    private static readonly string s_record = WorkedExample.Topic + " " + Convert.ToHexString(WorkedExample.Message);

    private readonly Tool _tool = new();

    public VerifyCommandTests() => File.WriteAllText(_tool.At("keys.json"), $$"""
        {"format":"bms-keys-1","fleet":"bms-fleet-demo","master":"{{Convert.ToHexString(WorkedExample.Master)}}",
         "devices":[{"id":"00010203","site":"demo","epoch":1}]}
        """);

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Good_records_and_their_repetitions_hold()
    {
        (int code, string output, string error) = Verify(s_record, s_record);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal("verify.records = 2\nverify.devices = 1\nverify.accepted = 1\nverify.duplicate = 1\nverify.missing = 0\n", output);
    }

    [Fact]
    public void One_flipped_bit_does_not_hold()
    {
        (int code, string output, _) = Verify(s_record, s_record[..^1] + "4");
        Assert.Equal(1, code);
        Assert.Contains("verify.bad_tag = 1\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("topic")]
    [InlineData("topic 0")]
    [InlineData("topic 0g")]
    [InlineData(" 00")]
    public void A_line_that_is_no_record_is_named(string line)
    {
        (int code, string output, string error) = Verify(s_record, line);
        Assert.Equal((2, ""), (code, output));
        Assert.Equal($"{_tool.At("log.txt")}: line 2: must be TOPIC HEX, at most 16384 characters\n", error);
    }

    [Fact]
    public void A_file_that_is_not_there_is_one_line()
    {
        string gone = _tool.At("gone");
        Assert.Contains("cannot be read", Tool.Bad("verify", "--keys", _tool.At("keys.json"), "--log", gone), StringComparison.Ordinal);
        Assert.Contains("not found", Tool.Bad("verify", "--keys", gone, "--log", gone), StringComparison.Ordinal);
    }

    private (int Code, string Output, string Error) Verify(params string[] lines)
    {
        File.WriteAllLines(_tool.At("log.txt"), lines);
        return Tool.Run("verify", "--keys", _tool.At("keys.json"), "--log", _tool.At("log.txt"));
    }
}

using Bms.Fleet.Store;
using Xunit;

namespace Bms.Fleet.Tests;

public sealed class ServeCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    public ServeCommandTests() => new RecordStore(_tool.At("fleet.db")).Dispose();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("--port: 70000 is not allowed", "--port", "70000")]
    [InlineData("--listen: here: is no address", "--listen", "here")]
    [InlineData("cannot be listened on", "--listen", "203.0.113.1", "--port", "0")]
    public void What_cannot_be_used_is_one_line(string expected, params string[] arguments) =>
        Assert.Contains(expected, Tool.Bad(["serve", "--store", _tool.At("fleet.db"), .. arguments]), StringComparison.Ordinal);

    [Fact]
    public void A_store_that_is_not_there_is_one_line_and_is_not_made()
    {
        Assert.Contains("is not there", Tool.Bad("serve", "--store", _tool.At("gone.db")), StringComparison.Ordinal);
        Assert.False(File.Exists(_tool.At("gone.db")));
    }

    [Fact]
    public void Says_where_it_listens_and_ends_when_told() => Assert.StartsWith(
        "serve.url = http://127.0.0.1:", Tool.Good("serve", "--store", _tool.At("fleet.db"), "--port", "0", "--for", "1"),
        StringComparison.Ordinal);
}

using System.Text.Json.Nodes;
using Bms.Records;
using Xunit;

namespace Bms.Fleet.Tests;

public sealed class KeysCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    private string FilePath => _tool.At("fleet.json");

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void A_fleet_its_devices_and_their_epochs_are_what_the_verifier_reads()
    {
        New();
        Add("00010203", "--site", "demo");
        Add("00010203");
        Add("00010203", "--epoch", "9", "--site", "depot-2");
        Add("0a0b0c0d", "--site", "demo", "--epoch", "0");
        Assert.True(KeyFile.TryLoad(FilePath, out KeyFile? file, out string error), error);
        Assert.Equal("my-fleet", file!.Fleet);
        Assert.Equal(
            ["device 00010203 epoch 1", "device 00010203 epoch 2", "device 00010203 epoch 9", "device 0a0b0c0d epoch 0"],
            file.Keys.Select(k => k.ToString()));
        Assert.Equal(["demo", "demo", "depot-2", "demo"], file.Keys.Select(k => k.Site));
    }

    [Fact]
    public void Two_fleets_have_different_master_keys()
    {
        New();
        Tool.Good("keys", "new", "--fleet", "my-fleet", "--out", _tool.At("second.json"));
        Assert.Equal(64, Master(FilePath).Length);
        Assert.NotEqual(Master(FilePath), Master(_tool.At("second.json")));
    }

    // The other side's derivation, step by step, from what the file says.
    [Fact]
    public void A_board_gets_the_key_of_its_epoch_and_nothing_else()
    {
        New();
        Add("00010203", "--site", "demo");
        Add("00010203");
        Tool.Good("keys", "export-device", "--file", FilePath, "--device", "00010203", "--out", _tool.At("board.txt"));
        Tool.Good("keys", "export-device", "--file", FilePath, "--device", "00010203", "--epoch", "1", "--out", _tool.At("old.txt"));
        string[] lines = File.ReadAllLines(_tool.At("board.txt"));
        byte[] root = KeyDerivation.DeviceRoot(Convert.FromHexString(Master(FilePath)), "my-fleet", [0, 1, 2, 3]);
        Assert.Equal(
            ["site=demo", "device=00010203", "epoch=2", "key=" + Convert.ToHexStringLower(KeyDerivation.MacKey(root, 2))],
            lines.Where(line => !line.StartsWith('#')));
        Assert.Contains("key=" + Convert.ToHexStringLower(KeyDerivation.MacKey(root, 1)), File.ReadAllLines(_tool.At("old.txt")));
        Assert.DoesNotContain(Master(FilePath), File.ReadAllText(_tool.At("board.txt")), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            Convert.ToHexString(root), File.ReadAllText(_tool.At("board.txt")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Files_with_keys_are_for_their_owner_alone_and_no_half_of_one_is_left()
    {
        New();
        Add("00010203", "--site", "demo");
        Tool.Good("keys", "export-device", "--file", FilePath, "--device", "00010203", "--out", _tool.At("board.txt"));
        string[] files = Directory.GetFiles(_tool.Folder);
        Assert.Equal(2, files.Length);
        Assert.All(files, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(f)));
    }

    [Fact]
    public void Nothing_that_is_printed_holds_a_key()
    {
        string printed = New() + Add("00010203", "--site", "demo")
            + Tool.Good("keys", "export-device", "--file", FilePath, "--device", "00010203", "--out", _tool.At("board.txt"))
            + Tool.Bad("keys", "add", "--file", FilePath, "--device", "00010203", "--epoch", "1");
        string key = File.ReadAllLines(_tool.At("board.txt")).Single(l => l.StartsWith("key=", StringComparison.Ordinal))[4..];
        Assert.DoesNotContain(Master(FilePath)[..8], printed, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(key[..8], printed, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_is_there_is_not_overwritten()
    {
        New();
        string before = File.ReadAllText(FilePath);
        Assert.Contains("is there already", Tool.Bad("keys", "new", "--fleet", "x", "--out", FilePath), StringComparison.Ordinal);
        Add("00010203", "--site", "demo");
        File.WriteAllText(_tool.At("board.txt"), "mine");
        Tool.Bad("keys", "export-device", "--file", FilePath, "--device", "00010203", "--out", _tool.At("board.txt"));
        Assert.Equal("mine", File.ReadAllText(_tool.At("board.txt")));
        Assert.NotEqual(before, File.ReadAllText(FilePath));
    }

    [Theory]
    [InlineData("--site: is needed for a new device", "--device", "00010203")]
    [InlineData("--device: must be 8 hex digits", "--device", "0001020", "--site", "a")]
    [InlineData("--device: must be 8 hex digits", "--device", "0001020G", "--site", "a")]
    [InlineData("--device: must be 8 hex digits", "--device", "0A0B0C0D", "--site", "a")]
    [InlineData("--site: is needed", "--device", "00010203", "--site", "Hall_1")]
    [InlineData("--epoch: 256 is not allowed, only a whole number from 0 to 255", "--device", "00010203", "--site", "a", "--epoch", "256")]
    [InlineData("'--device' is required", "--site", "a")]
    public void A_device_that_is_none_is_refused_and_the_file_stays(string expected, params string[] arguments)
    {
        New();
        string before = File.ReadAllText(FilePath);
        Assert.Contains(expected, Tool.Bad(["keys", "add", "--file", FilePath, .. arguments]), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(FilePath));
    }

    [Fact]
    public void The_last_epoch_has_no_next()
    {
        New();
        Add("00010203", "--site", "demo", "--epoch", "255");
        string line = Tool.Bad("keys", "add", "--file", FilePath, "--device", "00010203");
        Assert.Contains("256 is not allowed", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1: is not JSON")]
    [InlineData("{\"format\":\"bms-keys-1\",\n\"fleet\":}", "line 2: is not JSON")]
    [InlineData("[]", "format: must be a key file")]
    [InlineData("{\"format\":\"other\",\"devices\":[]}", "format: must be a key file")]
    [InlineData("{\"format\":\"bms-keys-1\",\"fleet\":\"a\",\"devices\":[]}", "master: must be 64 hex digits")]
    [InlineData("{\"format\":\"bms-keys-1\",\"fleet\":\"a\",\"master\":\"00ff\",\"devices\":[]}", "master: must be 64 hex digits")]
    [InlineData("{\"format\":\"bms-keys-1\",\"fleet\":\"a\",\"master\":7,\"devices\":[]}", "master: must be 64 hex digits")]
    [InlineData("{\"format\":\"bms-keys-1\",\"fleet\":\"\",\"master\":\"MASTER\",\"devices\":[]}", "fleet")]
    [InlineData("{\"format\":\"bms-keys-1\",\"fleet\":\"a\",\"master\":\"MASTER\",\"devices\":[7]}", "devices[0]")]
    [InlineData("{\"format\":\"bms-keys-1\",\"fleet\":\"a\",\"master\":\"MASTER\",\"devices\":[],\"devices\":[]}", "names a field twice")]
    public void A_file_that_is_no_key_file_is_one_line_that_names_it(string text, string expected)
    {
        File.WriteAllText(FilePath, text.Replace("MASTER", new string('0', 64), StringComparison.Ordinal));
        string line = Tool.Bad("keys", "add", "--file", FilePath, "--device", "00010203", "--site", "a");
        Assert.StartsWith(FilePath + ": ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_or_folder_that_is_not_there_is_one_line()
    {
        Assert.Contains("FileNotFound", Tool.Bad("keys", "add", "--file", FilePath, "--device", "00010203"), StringComparison.Ordinal);
        Assert.Contains("--out", Tool.Bad("keys", "new", "--fleet", "a", "--out", _tool.At("gone/a.json")), StringComparison.Ordinal);
        Assert.Contains("--fleet: must be", Tool.Bad("keys", "new", "--fleet", "a b", "--out", FilePath), StringComparison.Ordinal);
        New();
        string line = Tool.Bad("keys", "export-device", "--file", FilePath, "--device", "00010203", "--out", _tool.At("b"));
        Assert.Contains("does not list 00010203", line, StringComparison.Ordinal);
        Assert.False(File.Exists(_tool.At("b")));
    }

    // Windows has no such modes.
    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(path);

    private static string Master(string path) => JsonNode.Parse(File.ReadAllText(path))!["master"]!.GetValue<string>();

    private string New() => Tool.Good("keys", "new", "--fleet", "my-fleet", "--out", FilePath);

    private string Add(string device, params string[] more) => Tool.Good(["keys", "add", "--file", FilePath, "--device", device, .. more]);
}

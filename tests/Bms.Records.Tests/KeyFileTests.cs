using System.Text;
using Xunit;

namespace Bms.Records.Tests;

public class KeyFileTests
{
    private const string Master = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string Root = "104bc66306db61c8f0c4b5f678030c67575cf848f4022fdfa210f5f1ea7f88fe";

    [Theory]
    [InlineData(", \"master\": \"" + Master + "\"", "")]
    [InlineData("", ", \"root\": \"" + Root + "\"")]
    public void Master_or_root_give_the_key_that_verifies_the_worked_example(string master, string root)
    {
        KeyFile file = Parse(File(master, Device(extra: root)));
        DeviceKey key = Assert.Single(file.Keys);
        Assert.Equal("bms-fleet-demo", file.Fleet);
        Assert.Equal("device 00010203 epoch 1", key.ToString());
        Assert.True(CoseMac0.TryParse(WorkedExample.Message, out CoseMac0 cose));
        Assert.True(key.IsAuthentic(cose, Encoding.UTF8.GetBytes(WorkedExample.Topic)));
    }

    [Fact]
    public void Lists_devices_and_epochs_in_their_order()
    {
        string master = $", \"master\": \"{Master}\"";
        KeyFile file = Parse(File(master, Device(epoch: "1") + "," + Device(epoch: "2") + "," + Device(id: "ffffffff", site: "a-1")));
        Assert.Equal(
            ["device 00010203 epoch 1", "device 00010203 epoch 2", "device ffffffff epoch 1"], file.Keys.Select(k => k.ToString()));
    }

    public static TheoryData<string, string> Mistakes => new()
    {
        { "", "line 1, byte 1: is not JSON" },
        { "{", "is not JSON" },
        { "[]", "the file: must be an object with format, fleet, master, devices" },
        { "{}", "format: is missing; it must be a text" },
        { "{\"format\":\"bms-keys-1\",\"format\":\"bms-keys-1\"}", "the file: names a field twice, once is allowed" },
        { "{\"format\":\"bms-keys-2\"}", "format: must be \"bms-keys-1\"" },
        { "{\"format\":1}", "format: must be a text" },
        { "{\"format\":\"bms-keys-1\"}", "fleet: is missing" },
        { "{\"format\":\"bms-keys-1\",\"fleet\":\"\"}", "fleet: must be 1 to 64 printable ASCII" },
        { "{\"format\":\"bms-keys-1\",\"fleet\":\"a b\"}", "fleet: must be 1 to 64 printable ASCII" },
        { "{\"format\":\"bms-keys-1\",\"fleet\":\"\\uD800\"}", "holds a text that is no Unicode" },
        { "{\"format\":\"bms-keys-1\",\"fleet\":\"f\",\"mastr\":1}", "mastr: is no field; allowed are format, fleet, master, devices" },
        { "{\"format\":\"bms-keys-1\",\"fleet\":\"f\",\"master\":\"00\"}", "master: must be 64 hex digits (32 bytes)" },
        { "{\"format\":\"bms-keys-1\",\"fleet\":\"f\"}", "devices: is missing; it must be a list of devices" },
        { "{\"format\":\"bms-keys-1\",\"fleet\":\"f\",\"devices\":{}}", "devices: must be a list of devices" },
        { "{\"format\":\"bms-keys-1\",\"fleet\":\"f\",\"devices\":[]}", "devices: must name at least one device" },
        { File("", "7"), "devices[0]: must be an object with id, site, epoch, root" },
        { File("", "{}"), "devices[0].id: is missing; it must be 8 hex digits" },
        { File("", Device(id: "0001020")), "devices[0].id: must be 8 hex digits" },
        { File("", Device(id: "0001020g")), "devices[0].id: must be 8 hex digits" },
        { File("", Device(site: "A")), "devices[0].site: must be 1 to 32 characters of a-z, 0-9 and '-'" },
        { File("", Device(epoch: "256")), "devices[0].epoch: must be 0 to 255" },
        { File("", Device(epoch: "-1")), "devices[0].epoch: must be 0 to 255" },
        { File("", Device(epoch: "1.5")), "devices[0].epoch: must be 0 to 255" },
        { File("", Device(epoch: "\"1\"")), "devices[0].epoch: must be 0 to 255" },
        { File("", Device()), "devices[0].root: must be there when the file has no master, and only then" },
        { File("", Device(extra: ",\"root\":\"" + Root[2..] + "\"")), "devices[0].root: must be 64 hex digits (32 bytes)" },
        { File(", \"master\": \"" + Master + "\"", Device(extra: ",\"root\":\"" + Root + "\"")), "devices[0].root: must be there" },
        { File(", \"master\": \"" + Master + "\"", Device() + "," + Device()), "devices[1]: must not repeat the id and epoch" },
        { File(", \"" + Master + "\": 1", Device()), "(a name that is not shown): is no field" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_one_line_with_file_field_and_range_and_without_keys(string json, string expected)
    {
        Assert.False(KeyFile.TryParse("keys.json", Encoding.UTF8.GetBytes(json), out KeyFile? file, out string error));
        Assert.Null(file);
        Assert.StartsWith("keys.json: ", error);
        Assert.Contains(expected, error);
        Assert.DoesNotContain('\n', error);
        Assert.DoesNotContain(Master[..16], error);
        Assert.DoesNotContain(Root[2..18], error);
    }

    [Fact]
    public void Loads_from_a_file_and_says_when_there_is_none()
    {
        string path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllText(path, File($", \"master\": \"{Master}\"", Device()));
            Assert.True(KeyFile.TryLoad(path, out KeyFile? file, out string none), none);
            Assert.Single(file!.Keys);
        }
        finally
        {
            System.IO.File.Delete(path);
        }

        Assert.False(KeyFile.TryLoad(path, out _, out string error));
        Assert.Equal($"{path}: cannot be read (not found)", error);
        Assert.False(KeyFile.TryLoad(Path.GetTempPath(), out _, out string folder));
        Assert.Contains("cannot be read", folder);
    }

    private static KeyFile Parse(string json)
    {
        Assert.True(KeyFile.TryParse("keys.json", Encoding.UTF8.GetBytes(json), out KeyFile? file, out string error), error);
        return file!;
    }

    private static string File(string extra, string devices) =>
        $"{{ \"format\": \"bms-keys-1\", \"fleet\": \"bms-fleet-demo\"{extra}, \"devices\": [{devices}] }}";

    private static string Device(string id = "00010203", string site = "demo", string epoch = "1", string extra = "") =>
        $"{{ \"id\": \"{id}\", \"site\": \"{site}\", \"epoch\": {epoch}{extra} }}";
}

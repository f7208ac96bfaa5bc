using System.Text.Json;

namespace Bms.Records;

/// <summary>
/// The keys of a fleet from a JSON file: format "bms-keys-1", the fleet's id, the devices with id, site and epoch, and either the fleet's
/// master key (on the provisioning host) or each device's root (everywhere else), in hex. Keys are never printed, not even in errors.
/// </summary>
public sealed class KeyFile
{
    /// <summary>Value of the field "format".</summary>
    public const string Format = "bms-keys-1";

    private const int MaxFile_bytes = 64 << 20;
    private const string HexKey = "must be 64 hex digits (32 bytes)";

    private KeyFile(string fleet, IReadOnlyList<DeviceKey> keys)
    {
        Fleet = fleet;
        Keys = keys;
    }

    /// <summary>The fleet's id.</summary>
    public string Fleet { get; }

    /// <summary>One key for each device and epoch listed.</summary>
    public IReadOnlyList<DeviceKey> Keys { get; }

    /// <summary>Reads a file. On failure <paramref name="error"/> is one line: the file, the field, what is allowed.</summary>
    public static bool TryLoad(string path, out KeyFile? file, out string error)
    {
        file = null;
        try
        {
            if (new FileInfo(path).Length > MaxFile_bytes)
            {
                error = $"{path}: must not be longer than {MaxFile_bytes} bytes";
                return false;
            }

            return TryParse(path, File.ReadAllBytes(path), out file, out error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            bool absent = e is FileNotFoundException or DirectoryNotFoundException;
            error = $"{path}: cannot be read ({(absent ? "not found" : e.GetType().Name)})";
            return false;
        }
    }

    /// <summary>Reads the contents of a file called <paramref name="name"/>.</summary>
    public static bool TryParse(string name, ReadOnlyMemory<byte> json, out KeyFile? file, out string error)
    {
        file = null;
        error = "";
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            file = Read(document.RootElement);
            return true;
        }
        catch (JsonException e)
        {
            // A field that stands there twice is found without a place.
            error = e.LineNumber is long line
                ? $"{name}: line {line + 1}, byte {e.BytePositionInLine + 1}: is not JSON"
                : $"{name}: the file: names a field twice, once is allowed";
        }
        catch (InvalidOperationException)
        {
            error = $"{name}: holds a text that is no Unicode";
        }
        catch (JsonFieldException e)
        {
            error = $"{name}: {e.Message}";
        }

        return false;
    }

    private static KeyFile Read(JsonElement root)
    {
        JsonFields fields = new(root, "", "format", "fleet", "master", "devices");
        fields.Require(fields.Text("format") == Format, "format", $"must be \"{Format}\"");
        string fleet = fields.Text("fleet");
        fields.Require(fleet.Length is >= 1 and <= 64 && fleet.All(c => c is > ' ' and < (char)127), "fleet",
            "must be 1 to 64 printable ASCII characters without blanks");
        byte[]? master = fields.Has("master") ? fields.Hex("master", KeyDerivation.KeySize, HexKey) : null;
        JsonElement devices = fields.Element("devices", JsonValueKind.Array, "must be a list of devices");
        fields.Require(devices.GetArrayLength() > 0, "devices", "must name at least one device");

        List<DeviceKey> keys = [];
        HashSet<ulong> known = [];
        foreach (JsonElement device in devices.EnumerateArray())
        {
            string at = $"devices[{keys.Count}]";
            keys.Add(ReadDevice(new JsonFields(device, at, "id", "site", "epoch", "root"), fleet, master));
            if (!known.Add(keys[^1].Kid))
            {
                throw new JsonFieldException($"{at}: must not repeat the id and epoch of a device before it");
            }
        }

        return new KeyFile(fleet, keys);
    }

    private static DeviceKey ReadDevice(JsonFields fields, string fleet, byte[]? master)
    {
        byte[] id = fields.Hex("id", DeviceKey.DeviceIdSize, "must be 8 hex digits");
        string site = fields.Text("site");
        fields.Require(DeviceKey.IsSite(site), "site", "must be 1 to 32 characters of a-z, 0-9 and '-'");
        int epoch = fields.Int("epoch", 0, 255);
        fields.Require(fields.Has("root") != master is not null, "root",
            "must be there when the file has no master, and only then");
        byte[] root = master is null ? fields.Hex("root", KeyDerivation.KeySize, HexKey) : KeyDerivation.DeviceRoot(master, fleet, id);
        return new DeviceKey(id, epoch, site, KeyDerivation.MacKey(root, epoch));
    }
}

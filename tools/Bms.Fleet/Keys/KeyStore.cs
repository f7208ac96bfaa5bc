using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bms.Records;

namespace Bms.Fleet.Keys;

/// <summary>
/// The provisioning host's key file, the one with the fleet's master key (form: <see cref="KeyFile"/>). Nothing here puts a key into a
/// message; what is changed is read back by the verifier's own reader before it is stored.
/// </summary>
public sealed class KeyStore
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private readonly string _name;
    private readonly JsonObject _root;

    private KeyStore(string name, JsonObject root)
    {
        _name = name;
        _root = root;
    }

    /// <summary>The contents as JSON, keys included.</summary>
    public string Json => _root.ToJsonString(s_indented) + "\n";

    private JsonArray Devices => (JsonArray)_root["devices"]!;

    /// <summary>A fleet without devices, with a master key from the system's random numbers.</summary>
    public static KeyStore New(string fleet)
    {
        if (fleet.Length is < 1 or > 64 || !fleet.All(c => c is > ' ' and < (char)127))
        {
            throw new BadInputException("--fleet: must be 1 to 64 printable ASCII characters without blanks");
        }

        return new KeyStore("", new JsonObject
        {
            ["format"] = KeyFile.Format,
            ["fleet"] = fleet,
            ["master"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyDerivation.KeySize)),
            ["devices"] = new JsonArray(),
        });
    }

    /// <summary>Reads a file that has a master key. Throws <see cref="BadInputException"/>.</summary>
    public static KeyStore Load(string path)
    {
        try
        {
            JsonNode? root = JsonNode.Parse(File.ReadAllBytes(path), null, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (root is not JsonObject fields || fields["devices"] is not JsonArray devices
                || fields["format"]?.ToString() != KeyFile.Format)
            {
                throw new BadInputException($"{path}: format: must be a key file, \"{KeyFile.Format}\" with fleet, master and devices");
            }

            KeyStore store = new(path, fields);
            _ = store.Master();
            if (devices.Count > 0)
            {
                store.Check();
            }

            return store;
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{path}: line {e.LineNumber + 1}: is not JSON, or names a field twice");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"{path}: cannot be read ({e.GetType().Name})", e);
        }
    }

    /// <summary>
    /// Adds a key. Without an epoch it is the device's next one, 1 for a new device; without a site it is the site that the device has.
    /// Returns the epoch. Throws <see cref="BadInputException"/>.
    /// </summary>
    public int Add(string device, string? site, int? epoch)
    {
        CheckDevice(device);
        JsonObject? newest = Newest(device);
        string? place = site ?? newest?["site"]!.GetValue<string>();
        if (!DeviceKey.IsSite(place))
        {
            throw new BadInputException("--site: is needed for a new device, 1 to 32 characters of a-z, 0-9 and '-'");
        }

        int number = epoch ?? (newest is null ? 1 : newest["epoch"]!.GetValue<int>() + 1);
        if (number is < 0 or > 255)
        {
            throw new BadInputException($"--epoch: {number} is not allowed, only 0 to 255");
        }

        if (Find(device, number) is not null)
        {
            throw new BadInputException($"--epoch: {_name} has device {device} with epoch {number} already");
        }

        Devices.Add((JsonNode)new JsonObject { ["id"] = device, ["site"] = place, ["epoch"] = number });
        Check();
        return number;
    }

    /// <summary>
    /// The lines that make a board this device: its site, number, epoch and the key of that epoch, in the form that the boards read. The
    /// master and the device's root stay here. Without an epoch it is the newest. Throws <see cref="BadInputException"/>.
    /// </summary>
    public string Export(string device, int? epoch)
    {
        CheckDevice(device);
        JsonObject found = (epoch is int number ? Find(device, number) : Newest(device))
            ?? throw new BadInputException($"--device: {_name} does not list {device}{(epoch is null ? "" : $" with epoch {epoch}")}");
        int wanted = found["epoch"]!.GetValue<int>();
        byte[] root = KeyDerivation.DeviceRoot(Master(), _root["fleet"]!.GetValue<string>(), Convert.FromHexString(device));
        byte[] key = KeyDerivation.MacKey(root, wanted);
        return $"""
            # One device of a fleet. The key is secret; broker, and what the network needs, are still to be added.
            site={found["site"]!.GetValue<string>()}
            device={device}
            epoch={wanted}
            key={Convert.ToHexStringLower(key)}

            """;
    }

    private static void CheckDevice(string device)
    {
        if (device.Length != 2 * DeviceKey.DeviceIdSize || !device.All(char.IsAsciiHexDigitLower))
        {
            throw new BadInputException("--device: must be 8 hex digits in small letters, as 0001a2b3");
        }
    }

    private byte[] Master() =>
        _root["master"] is JsonValue value && value.TryGetValue(out string? hex)
        && hex.Length == 2 * KeyDerivation.KeySize && hex.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(hex)
            : throw new BadInputException($"{_name}: master: must be 64 hex digits; only the provisioning host's file has it");

    private JsonObject? Newest(string device) => Of(device).MaxBy(d => d["epoch"]!.GetValue<int>());

    private JsonObject? Find(string device, int epoch) => Of(device).FirstOrDefault(d => d["epoch"]!.GetValue<int>() == epoch);

    private IEnumerable<JsonObject> Of(string device) => Devices.OfType<JsonObject>()
        .Where(d => string.Equals(d["id"]!.GetValue<string>(), device, StringComparison.OrdinalIgnoreCase));

    private void Check()
    {
        if (!KeyFile.TryParse(_name, System.Text.Encoding.UTF8.GetBytes(Json), out _, out string error))
        {
            throw new BadInputException(error);
        }
    }
}

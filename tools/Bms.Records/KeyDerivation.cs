using System.Security.Cryptography;
using System.Text;

namespace Bms.Records;

/// <summary>
/// How a device's keys follow from the fleet's master key (HKDF with SHA-256, RFC 5869). The provisioning host computes a device's root
/// once; the device keeps only its own root, or only the key of one epoch, so a stolen device gives away nothing about its neighbours.
/// </summary>
public static class KeyDerivation
{
    /// <summary>Length of every key in bytes.</summary>
    public const int KeySize = 32;

    /// <summary>
    /// A device's root: HKDF(master, salt = fleet id in UTF-8, info = "bms/dev/v1" and the 4 bytes of the device's number).
    /// </summary>
    public static byte[] DeviceRoot(ReadOnlySpan<byte> master, string fleetId, ReadOnlySpan<byte> deviceId)
    {
        byte[] root = new byte[KeySize];
        byte[] salt = Encoding.UTF8.GetBytes(fleetId);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, root, salt, [.. "bms/dev/v1"u8, .. deviceId]);
        return root;
    }

    /// <summary>
    /// The key that signs records in an epoch, 0 to 255: HKDF-Expand(device root, "bms/mac/v1" and the epoch in one byte).
    /// </summary>
    public static byte[] MacKey(ReadOnlySpan<byte> deviceRoot, int epoch)
    {
        byte[] key = new byte[KeySize];
        HKDF.Expand(HashAlgorithmName.SHA256, deviceRoot, key, [.. "bms/mac/v1"u8, checked((byte)epoch)]);
        return key;
    }
}

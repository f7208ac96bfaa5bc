using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Bms.Records.Tests;

/// <summary>
/// A general COSE_Mac0 verifier for HMAC, written from RFC 9052 on the platform's CBOR reader: slow, liberal about headers, and
/// independent of the code under test. The vectors of the COSE working group show that it is right; then it judges our records.
/// </summary>
public static class CoseOracle
{
    private const ulong CoseMac0Tag = 17;

    public static bool IsAuthentic(byte[] message, byte[] key, byte[] externalAad)
    {
        try
        {
            CborReader reader = new(message, CborConformanceMode.Strict);
            if (reader.PeekState() == CborReaderState.Tag && (ulong)reader.ReadTag() != CoseMac0Tag)
            {
                return false;
            }

            bool four = reader.ReadStartArray() == 4;
            byte[] protectedHeader = reader.ReadByteString();
            int alg = Algorithm(protectedHeader, reader.ReadEncodedValue());
            byte[] payload = reader.ReadByteString();
            byte[] tag = reader.ReadByteString();
            reader.ReadEndArray();
            byte[] expected = Tag(alg, key, MacStructure(protectedHeader, externalAad, payload));
            return four && reader.BytesRemaining == 0 && tag.AsSpan().SequenceEqual(expected);
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    public static byte[] MacStructure(byte[] protectedHeader, byte[] externalAad, byte[] payload)
    {
        CborWriter writer = new(CborConformanceMode.Canonical);
        writer.WriteStartArray(4);
        writer.WriteTextString("MAC0");
        writer.WriteByteString(protectedHeader is [0xA0] ? [] : protectedHeader);
        writer.WriteByteString(externalAad);
        writer.WriteByteString(payload);
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static int Algorithm(byte[] protectedHeader, ReadOnlyMemory<byte> unprotectedHeader) =>
        (protectedHeader.Length > 0 ? Find(protectedHeader) : null) ?? Find(unprotectedHeader) ?? throw new NotSupportedException();

    private static int? Find(ReadOnlyMemory<byte> header)
    {
        int? alg = null;
        CborReader reader = new(header, CborConformanceMode.Strict);
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            if (reader.ReadInt32() == 1)
            {
                alg = reader.ReadInt32();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return alg;
    }

    // RFC 9053, table 3.
    private static byte[] Tag(int alg, byte[] key, byte[] data) => alg switch
    {
        4 => HMACSHA256.HashData(key, data)[..8],
        5 => HMACSHA256.HashData(key, data),
        6 => HMACSHA384.HashData(key, data),
        7 => HMACSHA512.HashData(key, data),
        _ => throw new NotSupportedException(),
    };
}

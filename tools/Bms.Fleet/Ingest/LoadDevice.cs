using System.Buffers.Binary;
using Bms.Records;

namespace Bms.Fleet.Ingest;

/// <summary>A device for a trial of the ingest: signs live records as long as those of a pack of sixteen cells, one a call.</summary>
internal sealed class LoadDevice : IDisposable
{
    private const int Cells = 16;

    private readonly DeviceKey _key;
    private readonly byte[] _topic;
    private readonly byte[] _message = new byte[CoseMac0.MaxMessage_bytes];
    private readonly byte[] _payload = new byte[128];
    private readonly byte[] _previous = new byte[sizeof(ulong)];
    private int _sequence;

    public LoadDevice(int number, string site, ReadOnlySpan<byte> macKey)
    {
        byte[] id = new byte[DeviceKey.DeviceIdSize];
        BinaryPrimitives.WriteInt32BigEndian(id, number);
        _key = new DeviceKey(id, 1, site, macKey);
        Topic = $"bms/v1/00/{site}/{_key.Device}/t";
        _topic = System.Text.Encoding.ASCII.GetBytes(Topic);
    }

    public string Topic { get; }

    /// <summary>The next record; valid until the next call.</summary>
    public ReadOnlySpan<byte> Next()
    {
        int length = CoseMac0.Write(_key, _topic, _payload.AsSpan(0, WritePayload()), _message);
        _message.AsSpan(length - CoseMac0.TagSize, _previous.Length).CopyTo(_previous);
        return _message.AsSpan(0, length);
    }

    public void Dispose() => _key.Dispose();

    // Fields 0 to 6 of every record; then stack, current, cells, probes, rows and mode.
    private int WritePayload()
    {
        int at = 0;
        Put(ref at, 0xAD, 0x00, 0x01, 0x01, 0x01, 0x02);
        Number(ref at, ++_sequence);
        Put(ref at, 0x03, 0x48);
        _previous.CopyTo(_payload.AsSpan(at));
        at += _previous.Length;
        Put(ref at, 0x04);
        Number(ref at, 10_000 * (_sequence % 200_000));
        Put(ref at, 0x05, 0xF6, 0x06, 0x00, 0x07);
        Number(ref at, 58_400);
        Put(ref at, 0x08);
        Number(ref at, 12_345);
        Put(ref at, 0x0B, 0x58, 2 * Cells);
        for (int i = 0; i < Cells; i++)
        {
            Put(ref at, 0x0E, (byte)(0x40 + i));
        }

        Put(ref at, 0x0C, 0x44, 65, 66, 67, 68, 0x0D, 0x00, 0x0E, 0x03);
        return at;
    }

    private void Number(ref int at, int value)
    {
        int bytes = value < 24 ? 0 : value < 0x100 ? 1 : value < 0x10000 ? 2 : 4;
        _payload[at++] = (byte)(bytes switch { 0 => value, 1 => 24, 2 => 25, _ => 26 });
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        {
            _payload[at++] = (byte)(value >> shift);
        }
    }

    private void Put(ref int at, params ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_payload.AsSpan(at));
        at += bytes.Length;
    }
}

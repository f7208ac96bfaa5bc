using System.Text;
using Bms.Telemetry;

namespace Bms.Records.Tests;

/// <summary>A record as it goes over the wire.</summary>
public sealed record Sent(int Boot, int Sequence, byte[] Topic, byte[] Message);

/// <summary>A device that signs short records with the firmware's own code, and that can do what a real one never does.</summary>
public sealed class TestDevice
{
    private readonly CborWriter _payload = new(new byte[200]);
    private readonly CoseMac0Writer _cose;
    private readonly RecordStamp _stamp = new() { Boot = 1 };

    public TestDevice(int number = 1, int epoch = 1)
    {
        byte[] id = [0, 0, (byte)(number >> 8), (byte)number];
        byte[] macKey = KeyDerivation.MacKey(KeyDerivation.DeviceRoot(new byte[32], "test", id), epoch);
        Identity = new DeviceIdentity("demo", id, epoch);
        Key = new DeviceKey(id, epoch, "demo", macKey);
        Mac = new ManagedHmacSha256(macKey);
        _cose = new CoseMac0Writer(Mac, Identity.Kid, 200, 100);
    }

    public DeviceIdentity Identity { get; }

    public DeviceKey Key { get; }

    public ManagedHmacSha256 Mac { get; }

    public ulong LastTag => System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(_stamp.PreviousTag);

    public void Reboot(int boot)
    {
        _stamp.Boot = boot;
        _stamp.Sequence = 0;
        Array.Clear(_stamp.PreviousTag);
    }

    public Sent Live(Action<CborWriter>? fields = null) => Send(Identity.LiveTopic, fields);

    public Sent Birth(Action<CborWriter>? fields = null) => Send(Identity.BirthTopic, fields);

    /// <summary>Signs any payload, leaving the chain alone.</summary>
    public Sent Raw(byte[] payload)
    {
        byte[] topic = Encoding.ASCII.GetBytes(Identity.LiveTopic);
        _cose.TrySign(topic, payload, payload.Length);
        return new Sent(0, 0, topic, _cose.Message[.._cose.Length]);
    }

    private Sent Send(string topicText, Action<CborWriter>? fields)
    {
        byte[] topic = Encoding.ASCII.GetBytes(topicText);
        _stamp.Sequence++;
        _payload.Clear();
        _payload.BeginMap();
        TelemetryFields.Stamp(_payload, _stamp);
        fields?.Invoke(_payload);
        _payload.EndMap();
        _cose.TrySign(topic, _payload.Buffer, _payload.Length);
        Array.Copy(_cose.Tag, _stamp.PreviousTag, _stamp.PreviousTag.Length);
        return new Sent(_stamp.Boot, _stamp.Sequence, topic, _cose.Message[.._cose.Length]);
    }
}

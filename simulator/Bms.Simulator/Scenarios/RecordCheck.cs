using System.Text;
using Bms.Records;
using Bms.Simulator.Bench;
using Bms.Simulator.Broker;

namespace Bms.Simulator.Scenarios;

/// <summary>Sits behind the broker and verifies every record that arrives, with a key derived as a fleet's are.</summary>
public sealed class RecordCheck
{
    private readonly FleetVerifier _verifier;
    private readonly DeviceVerifier _device;
    private readonly VirtualBench _bench;
    private readonly byte[] _topic = new byte[128];
    private long _verified;
    private long _repeated;
    private long _refused;
    private long _notices;
    private int _dropped, _lostEvents;
    private readonly AlarmRecordings _recordings = new();

    public RecordCheck(VirtualBench bench)
    {
        ArgumentNullException.ThrowIfNull(bench);
        _bench = bench;
        BenchOptions options = bench.Options;
        _verifier = new FleetVerifier([new DeviceKey([.. options.DeviceId], options.KeyEpoch, options.Site, [.. options.Key])]);
        _device = _verifier.Devices.First();
        bench.Broker.Subscribe("bms/v1/#", Take);
    }

    /// <summary>Hears the name and the bytes of each alarm's recording once all its pieces have arrived.</summary>
    public Action<string, byte[]>? Recorded { get; set; }

    /// <summary>The counts so far.</summary>
    public RecordCounts Counts =>
        new(_bench.Uplink.Published, _verified, _repeated, _refused, _device.Missing)
        {
            Notices = _notices,
            Dropped = _dropped,
            LostEvents = _lostEvents,
        };

    /// <summary>The key that signs on a simulated device: it protects nothing, so everybody may know it.</summary>
    public static byte[] Key(IReadOnlyList<byte> deviceId, int epoch)
    {
        byte[] master = Encoding.ASCII.GetBytes("a master key for simulated packs");
        return KeyDerivation.MacKey(KeyDerivation.DeviceRoot(master, "bms-simulator", [.. deviceId]), epoch);
    }

    private void Take(string topic, ReadOnlySpan<byte> message, long time_us)
    {
        int length = Encoding.UTF8.GetBytes(topic, _topic);
        RecordVerdict verdict = _verifier.Verify(_topic.AsSpan(0, length), message, out RecordHeader header);
        bool isLive = verdict.IsAccepted() && header.Kind == RecordKind.Live;
        if (isLive && RecordDecoder.TryDecode(header, message, out TelemetryRecord live, out _))
        {
            (_dropped, _lostEvents) = (live.Dropped, live.LostEvents);
        }

        bool isEvent = verdict.IsAccepted() && header.Kind == RecordKind.Event && Recorded != null;
        if (isEvent && RecordDecoder.TryDecode(header, message, out TelemetryRecord record, out _)
            && _recordings.Add(record) is var (name, bytes))
        {
            Recorded!(name, bytes);
        }

        _verified += verdict.IsAccepted() ? 1 : 0;
        _repeated += verdict == RecordVerdict.Duplicate ? 1 : 0;
        _notices += verdict == RecordVerdict.Notice ? 1 : 0;
        _refused += verdict.IsAccepted() || verdict is RecordVerdict.Duplicate or RecordVerdict.Notice or RecordVerdict.Receipt ? 0 : 1;
    }
}

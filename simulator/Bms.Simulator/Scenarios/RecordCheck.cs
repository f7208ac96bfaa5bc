using System.Text;
using Bms.Records;
using Bms.Simulator.Bench;
using Bms.Simulator.Broker;

namespace Bms.Simulator.Scenarios;

/// <summary>Sits behind the broker and verifies every record that arrives, with a key derived as a fleet's are.</summary>
public sealed class RecordCheck
{
    private readonly DeviceVerifier _verifier;
    private readonly VirtualBench _bench;
    private readonly byte[] _topic = new byte[128];
    private long _verified;
    private long _repeated;
    private long _refused;

    public RecordCheck(VirtualBench bench)
    {
        ArgumentNullException.ThrowIfNull(bench);
        _bench = bench;
        BenchOptions options = bench.Options;
        _verifier = new DeviceVerifier(new DeviceKey([.. options.DeviceId], options.KeyEpoch, options.Site, [.. options.Key]));
        bench.Broker.Subscribe("bms/v1/#", Take);
    }

    /// <summary>Where the device publishes, when that is not the bench's virtual link.</summary>
    public BrokerLink? Uplink { get; init; }

    /// <summary>The counts so far.</summary>
    public RecordCounts Counts => new(Uplink?.Published ?? _bench.Link.Published, _verified, _repeated, _refused, _verifier.Missing);

    /// <summary>The key that signs on a simulated device: it protects nothing, so everybody may know it.</summary>
    public static byte[] Key(IReadOnlyList<byte> deviceId, int epoch)
    {
        byte[] master = Encoding.ASCII.GetBytes("a master key for simulated packs");
        return KeyDerivation.MacKey(KeyDerivation.DeviceRoot(master, "bms-simulator", [.. deviceId]), epoch);
    }

    private void Take(string topic, ReadOnlySpan<byte> message, long time_us)
    {
        int length = Encoding.UTF8.GetBytes(topic, _topic);
        RecordVerdict verdict = _verifier.Verify(_topic.AsSpan(0, length), message, out _);
        _verified += verdict.IsAccepted() ? 1 : 0;
        _repeated += verdict == RecordVerdict.Duplicate ? 1 : 0;
        _refused += verdict.IsAccepted() || verdict == RecordVerdict.Duplicate ? 0 : 1;
    }
}

using Bms.Mqtt;
using Bms.Records;

namespace Bms.Fleet.Watch;

/// <summary>
/// Verifies what a broker sends and shows it: what is authentic and new as a record, what is not as refused, and a device that falls silent
/// as stale. A message is acknowledged once it has been shown.
/// </summary>
public sealed class Watcher
{
    private readonly IMqttClient _client;
    private readonly FleetVerifier _verifier;
    private readonly IReadOnlyList<IWatchOutput> _outputs;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, DeviceStatus> _devices = [];
    private readonly MqttSubscription[] _filters;
    private readonly long _start;

    /// <summary>Watches the devices of the key file, or only those of a site, or only one.</summary>
    public Watcher(
        IMqttClient client, IReadOnlyList<DeviceKey> keys, string? site, string? device, IReadOnlyList<IWatchOutput> outputs,
        TimeProvider time)
    {
        _client = client;
        _verifier = new FleetVerifier(keys);
        _outputs = outputs;
        _time = time;
        _start = time.GetTimestamp();
        _filters = [.. "tebs".Select(kind => new MqttSubscription($"bms/v1/+/{site ?? "+"}/{device ?? "+"}/{kind}", MqttQos.AtLeastOnce))];
        foreach (DeviceKey key in keys.Where(k => (site ?? k.Site) == k.Site && (device ?? k.Device) == k.Device))
        {
            _devices[key.Device] = new DeviceStatus(key.Device, key.Site, 0);
        }
    }

    /// <summary>Devices that are watched.</summary>
    public int Devices => _devices.Count;

    /// <summary>Records shown.</summary>
    public long Shown { get; private set; }

    /// <summary>Messages refused.</summary>
    public long Refused { get; private set; }

    private long Now_ms => (long)_time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Connects and subscribes. Throws <see cref="MqttException"/>.</summary>
    public void Connect()
    {
        _client.Connect();
        _client.Subscribe(_filters);
    }

    /// <summary>Waits for a message and shows it, and looks for silent devices. Throws <see cref="MqttException"/>.</summary>
    public void Step(int timeout_ms)
    {
        LookForSilence();
        if (!_client.TryReceive(timeout_ms, out MqttEvent received))
        {
            return;
        }

        if (received.Refused)
        {
            throw new MqttException("the broker refuses the subscription to " + string.Join(", ", _filters.Select(f => f.Filter)));
        }

        if (received.Message is MqttMessage message)
        {
            Take(message);
            _client.Acknowledge(message);
        }
    }

    /// <summary>Shows the devices that have been silent for too long, each once.</summary>
    public void LookForSilence()
    {
        long now_ms = Now_ms;
        DateTimeOffset now = _time.GetUtcNow();
        foreach (DeviceStatus device in _devices.Values.Where(d => d.BecomesStale(now_ms)))
        {
            Each(o => o.Stale(now, device.Device, device.Site, device.Silence_ms(now_ms), device.IsHeard));
        }
    }

    private void Take(MqttMessage message)
    {
        byte[] topic = System.Text.Encoding.UTF8.GetBytes(message.Topic);
        if (LinkNotice.IsTopic(topic))
        {
            TakeNotice(message, topic);
            return;
        }

        RecordVerdict verdict = _verifier.Verify(message.Topic, message.Payload.Span, out RecordHeader header);
        bool isRepetition = verdict == RecordVerdict.Duplicate || (message.Retained && verdict.IsAuthentic() && !verdict.IsAccepted());
        if (isRepetition)
        {
            return;
        }

        DateTimeOffset now = _time.GetUtcNow();
        string why = Words.Snake(verdict).Replace('_', ' ');
        TelemetryRecord? record = null;
        if (verdict.IsAccepted() && !RecordDecoder.TryDecode(header, message.Payload.Span, out record, out string error))
        {
            (record, why) = (null, "authentic but not understood, " + error);
        }

        if (record is null || !verdict.IsAccepted() || !_devices.TryGetValue(record.Device, out DeviceStatus? device))
        {
            Refused++;
            Each(o => o.Refuse(now, message.Topic, message.Payload.Length, why));
            return;
        }

        // What was published before we listened is no gap.
        RecordVerdict shown = verdict == RecordVerdict.AcceptedAfterGap && !device.IsHeard ? RecordVerdict.Accepted : verdict;
        bool saysNow = !message.Retained && shown != RecordVerdict.AcceptedLate;
        long age_ms = saysNow ? device.Note(record, Now_ms) : 0;
        Shown++;
        Sighting sighting = new(now, device.Site, record, shown, message.Retained, age_ms);
        Each(o => o.Show(sighting));
    }

    // A notice that says nothing newer than the last one is a repetition, or somebody repeats it on purpose.
    private void TakeNotice(MqttMessage message, byte[] topic)
    {
        DateTimeOffset now = _time.GetUtcNow();
        RecordVerdict verdict = _verifier.VerifyNotice(topic, message.Payload.Span, out LinkNotice notice);
        if (verdict != RecordVerdict.Notice || !_devices.TryGetValue($"{notice.Device:x8}", out DeviceStatus? device))
        {
            Refused++;
            Each(o => o.Refuse(now, message.Topic, message.Payload.Length, Words.Snake(verdict).Replace('_', ' ')));
        }
        else if (device.IsNews(notice))
        {
            Each(o => o.Link(now, device.Site, notice, message.Retained));
        }
    }

    private void Each(Action<IWatchOutput> action)
    {
        foreach (IWatchOutput output in _outputs)
        {
            action(output);
        }
    }
}

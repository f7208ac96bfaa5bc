using System.Text;
using Bms.Mqtt;
using Bms.Records;

namespace Bms.Fleet.Ingest;

/// <summary>
/// Tells devices which of their records are stored, so that they can let go of them: a <see cref="Receipt"/> for each run of numbers, on
/// the device's topic /c. They go out with QoS 0: a device that misses one repeats its record, and is answered again.
/// </summary>
internal sealed class Receipts(IMqttClient client, KeyRing keys)
{
    private readonly List<(ulong Kid, int Boot, int Sequence, string Topic)> _due = [];
    private readonly byte[] _message = new byte[Receipt.MaxMessage_bytes];

    /// <summary>Receipts sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Notes a record that is stored, or was before; <paramref name="topic"/> is the one that it came on.</summary>
    public void Add(ulong kid, in RecordHeader header, string topic) => _due.Add((kid, header.Boot, header.Sequence, topic));

    /// <summary>Forgets what is due: the batch was not stored.</summary>
    public void Clear() => _due.Clear();

    /// <summary>Sends what is due. Throws <see cref="MqttException"/>.</summary>
    public void Send()
    {
        _due.Sort((a, b) => (a.Kid, a.Boot, a.Sequence).CompareTo((b.Kid, b.Boot, b.Sequence)));
        for (int start = 0; start < _due.Count;)
        {
            int end = start + 1;
            while (end < _due.Count && Follows(_due[end - 1], _due[end]))
            {
                end++;
            }

            Send(_due[start], _due[end - 1].Sequence);
            start = end;
        }

        _due.Clear();
    }

    private static bool Follows(
        (ulong Kid, int Boot, int Sequence, string Topic) one, (ulong Kid, int Boot, int Sequence, string Topic) next) =>
        one.Kid == next.Kid && one.Boot == next.Boot && next.Sequence - one.Sequence is 0 or 1;

    private void Send((ulong Kid, int Boot, int Sequence, string Topic) first, int last)
    {
        string topic = string.Concat(first.Topic.AsSpan(0, first.Topic.Length - 1), "c");
        Span<byte> utf8 = stackalloc byte[CoseMac0.MaxTopic_bytes];
        int topicLength = Encoding.UTF8.GetBytes(topic, utf8);
        int length = new Receipt(first.Boot, first.Sequence, last).Write(keys.Find(first.Kid)!, utf8[..topicLength], _message);
        client.PublishUnsure(topic, _message.AsSpan(0, length), retain: false);
        Sent++;
    }
}

using Bms.Ports;
using Bms.Storage;
using Bms.Telemetry;

namespace Bms.Boards
{
    /// <summary>
    /// What a device says of its connection on its topic /s, signed like a record but outside the chain: that it is online, that it was
    /// lost (the will, which the broker publishes when the connection breaks) and that it has gone in order. Each names the boot and the
    /// number of the connection in it, so an old one cannot pass for a new one. The envelope travels as base64url text, because
    /// M2Mqtt takes a will as text only.
    /// </summary>
    public sealed class LinkNotices
    {
        /// <summary>The connection has broken.</summary>
        public const int StateLost = 0;

        /// <summary>The device has ended its boot in order.</summary>
        public const int StateClosed = 1;

        /// <summary>The device is connected.</summary>
        public const int StateOnline = 2;

        private const int MaxPayload = 64;

        private readonly BootCounter _boot;
        private readonly CoseMac0Writer _envelope;
        private readonly CborWriter _payload = new CborWriter(new byte[MaxPayload]);
        private readonly byte[] _topic;
        private int _connection;

        /// <summary>
        /// For the device of <paramref name="identity"/>, whose boots <paramref name="boot"/> counts. <paramref name="mac"/> must not be
        /// the one that signs records: another thread uses that.
        /// </summary>
        public LinkNotices(DeviceIdentity identity, IMac mac, BootCounter boot)
        {
            Topic = identity.StatusTopic;
            _boot = boot;
            _envelope = new CoseMac0Writer(mac, identity.Kid, MaxPayload, DeviceIdentity.MaxTopicLength);
            _topic = DeviceIdentity.Ascii(identity.StatusTopic);
        }

        /// <summary>The device's topic for notices.</summary>
        public string Topic { get; private set; }

        /// <summary>The will of the connection begun last.</summary>
        public string Lost { get; private set; }

        /// <summary>The greeting of the connection begun last.</summary>
        public string Online { get; private set; }

        /// <summary>
        /// Signs the texts of one more connection; false without a boot counter, because old notices could then be repeated.
        /// </summary>
        public bool TryBegin(long uptime_ms)
        {
            if (_boot.Boot == 0)
            {
                return false;
            }

            _connection++;
            Lost = Sign(StateLost, uptime_ms);
            Online = Sign(StateOnline, uptime_ms);
            return true;
        }

        /// <summary>Signs the farewell of the present connection.</summary>
        public string Closed(long uptime_ms)
        {
            return Sign(StateClosed, uptime_ms);
        }

        private string Sign(int state, long uptime_ms)
        {
            _payload.Clear();
            _payload.BeginMap();
            TelemetryFields.Notice(_payload, _boot.Boot, _connection, uptime_ms, state);
            _payload.EndMap();
            return _envelope.TrySign(_topic, _payload.Buffer, _payload.Length)
                ? Base64Url.Encode(_envelope.Message, _envelope.Length) : null;
        }
    }
}

using System;
using Bms.Ports;

namespace Bms.Telemetry
{
    /// <summary>
    /// Makes one record after the other: stamps it, signs it, chains it to the one before, and hands it to the outbox. Whoever sends one
    /// calls <see cref="Begin"/>, writes its fields into <see cref="Payload"/>, and calls <see cref="End"/>.
    /// </summary>
    public sealed class RecordSigner
    {
        /// <summary>Number, boot and time of the record in the making, or of the last one.</summary>
        public readonly RecordStamp Stamp = new RecordStamp();

        /// <summary>The record in the making.</summary>
        public readonly CborWriter Payload;

        private readonly CoseMac0Writer _envelope;
        private readonly Outbox _outbox;
        private long _utcNoted_s;
        private long _utcNoted_ms;

        /// <summary>Makes all buffers, for payloads of so many bytes at most.</summary>
        public RecordSigner(DeviceIdentity identity, IMac mac, int maxPayload, Outbox outbox)
        {
            _outbox = outbox;
            _envelope = new CoseMac0Writer(mac, identity.Kid, maxPayload, DeviceIdentity.MaxTopicLength);
            Payload = new CborWriter(new byte[maxPayload]);
        }

        /// <summary>Notes the wall time at an uptime; quality as in RecordStamp.ClockQuality.</summary>
        public void NoteUtc(long utc_s, int quality, long uptime_ms)
        {
            _utcNoted_s = utc_s;
            _utcNoted_ms = uptime_ms;
            Stamp.ClockQuality = quality;
        }

        /// <summary>Begins the next record with the fields that each one has.</summary>
        public void Begin(long uptime_ms)
        {
            Stamp.Sequence++;
            Stamp.Uptime_ms = uptime_ms;
            Stamp.Utc_s = _utcNoted_s + ((uptime_ms - _utcNoted_ms) / 1000);
            Payload.Clear();
            Payload.BeginMap();
            TelemetryFields.Stamp(Payload, Stamp);
        }

        /// <summary>
        /// Signs the record for a topic and hands it over; false when it got lost. One that did not fit its buffer is not signed, and its
        /// number is used for the next one.
        /// </summary>
        public bool End(string topic, byte[] topicBytes, bool retain, bool dispensable)
        {
            Payload.EndMap();
            if (Payload.Failed || !_envelope.TrySign(topicBytes, Payload.Buffer, Payload.Length))
            {
                Stamp.Sequence--;
                return false;
            }

            Array.Copy(_envelope.Tag, 0, Stamp.PreviousTag, 0, RecordStamp.ChainSize);
            return _outbox.TryAdd(topic, _envelope.Message, _envelope.Length, retain, dispensable);
        }
    }
}

using System;
using Bms.Ports;
using Bms.Telemetry;

namespace Bms.Boards
{
    /// <summary>
    /// Reads what the store of a fleet answers on the device's topic /c: records First to Last of a boot are stored. It is signed with the
    /// device's own key, in the form of a record's envelope, so it is right when signing its payload gives the same bytes; the topic is
    /// part of what is signed, so no record can pass for a receipt. It may come twice or late: what it says stays true.
    /// </summary>
    public sealed class ReceiptReader
    {
        /// <summary>Longest receipt in bytes.</summary>
        public const int MaxLength = PayloadAt + MaxPayload + TagPart;

        private const int MaxPayload = 23;
        private const int PayloadAt = 14;
        private const int TagPart = 2 + CoseMac0Writer.TagSize;
        private const int ByteString = 0x40;

        private readonly CoseMac0Writer _envelope;
        private readonly CborNumbers _numbers = new CborNumbers();
        private readonly byte[] _topic;
        private readonly byte[] _payload = new byte[MaxPayload];

        /// <summary>For the device of <paramref name="identity"/>, whose key <paramref name="mac"/> has.</summary>
        public ReceiptReader(IMac mac, DeviceIdentity identity)
        {
            _topic = DeviceIdentity.Ascii(identity.CommandTopic());
            _envelope = new CoseMac0Writer(mac, identity.Kid, MaxPayload, DeviceIdentity.MaxTopicLength);
        }

        /// <summary>Boot counter of the last receipt read.</summary>
        public int Boot { get; private set; }

        /// <summary>First record of it.</summary>
        public int First { get; private set; }

        /// <summary>Last record of it.</summary>
        public int Last { get; private set; }

        /// <summary>Reads one; false when it is not an authentic receipt for this device.</summary>
        public bool TryRead(byte[] message, int length)
        {
            int size = length > PayloadAt ? message[PayloadAt - 1] - ByteString : -1;
            if (size < 0 || size > MaxPayload || length != PayloadAt + size + TagPart)
            {
                return false;
            }

            Array.Copy(message, PayloadAt, _payload, 0, size);
            return _envelope.TrySign(_topic, _payload, size) && IsTheSame(message, length) && TryReadPayload(size);
        }

        // In a time that does not tell where they differ.
        private bool IsTheSame(byte[] message, int length)
        {
            if (_envelope.Length != length)
            {
                return false;
            }

            int difference = 0;
            for (int i = 0; i < length; i++)
            {
                difference |= message[i] ^ _envelope.Message[i];
            }

            return difference == 0;
        }

        // Field 0 is the schema, 1 the boot; 84 and 85 are the numbers of the first and the last record.
        private bool TryReadPayload(int size)
        {
            CborNumbers n = _numbers;
            n.Begin(_payload, 0, size);
            if (n.Item(5) != 4 || !n.Is(0) || !n.Is(TelemetryFields.Schema) || !n.Is(1))
            {
                return false;
            }

            Boot = n.Next();
            First = n.Is(84) ? n.Next() : -1;
            Last = n.Is(85) ? n.Next() : -1;
            return Boot > 0 && First > 0 && Last >= First && n.IsAtEnd;
        }
    }
}

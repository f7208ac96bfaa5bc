using Bms.Ports;

namespace Bms.Telemetry
{
    /// <summary>
    /// Wraps a payload in an untagged COSE_Mac0 (RFC 9052, section 6.2) with HMAC 256/256 and the full 32-byte tag.
    /// Protected header: {1 (alg): 5 (HMAC 256/256), 4 (kid): key identifier}; the unprotected one is empty;
    /// external_aad is the topic, so a record moved to another topic does not verify although the topic is not in it.
    /// All buffers are made at construction.
    /// </summary>
    public sealed class CoseMac0Writer
    {
        /// <summary>Length of a tag in bytes.</summary>
        public const int TagSize = Sha256.DigestSize;

        /// <summary>
        /// Bytes that the envelope adds to a payload of 256 to 65,535 bytes with a key identifier of 5; a shorter one gets fewer.
        /// </summary>
        public const int Overhead = 50;

        private readonly IMac _mac;
        private readonly byte[] _context = new byte[] { (byte)'M', (byte)'A', (byte)'C', (byte)'0' };
        private readonly byte[] _protected;
        private readonly byte[] _tag = new byte[TagSize];
        private readonly CborWriter _structure;
        private readonly CborWriter _message;

        /// <summary>For payloads of up to <paramref name="maxPayload"/> and topics of up to <paramref name="maxTopic"/> bytes.</summary>
        public CoseMac0Writer(IMac mac, byte[] kid, int maxPayload, int maxTopic)
        {
            _mac = mac;
            _protected = ProtectedHeader(kid);
            _structure = new CborWriter(new byte[maxPayload + maxTopic + kid.Length + 24]);
            _message = new CborWriter(new byte[maxPayload + kid.Length + Overhead - 5]);
        }

        /// <summary>The last message; its first <see cref="Length"/> bytes are valid until the next one.</summary>
        public byte[] Message
        {
            get { return _message.Buffer; }
        }

        /// <summary>Length of the last message in bytes.</summary>
        public int Length
        {
            get { return _message.Length; }
        }

        /// <summary>The last message's tag, 32 bytes.</summary>
        public byte[] Tag
        {
            get { return _tag; }
        }

        /// <summary>
        /// Builds and signs a message. Returns false, and signs nothing, when a payload or a topic exceeds what the buffers were made for.
        /// </summary>
        public bool TrySign(byte[] topic, byte[] payload, int length)
        {
            CborWriter structure = _structure;
            structure.Clear();
            structure.ArrayHead(4);
            structure.Text(_context);
            structure.Bytes(_protected, 0, _protected.Length);
            structure.Bytes(topic, 0, topic.Length);
            structure.Bytes(payload, 0, length);
            if (structure.Failed)
            {
                return false;
            }

            _mac.ComputeTag(structure.Buffer, structure.Length, _tag);
            CborWriter message = _message;
            message.Clear();
            message.ArrayHead(4);
            message.Bytes(_protected, 0, _protected.Length);
            message.MapHead(0);
            message.Bytes(payload, 0, length);
            message.Bytes(_tag, 0, TagSize);
            return !message.Failed;
        }

        private static byte[] ProtectedHeader(byte[] kid)
        {
            CborWriter header = new CborWriter(new byte[kid.Length + 8]);
            header.MapHead(2);
            header.Int(1);
            header.Int(5);
            header.Int(4);
            header.Bytes(kid, 0, kid.Length);
            byte[] bytes = new byte[header.Length];
            System.Array.Copy(header.Buffer, 0, bytes, 0, bytes.Length);
            return bytes;
        }
    }
}

using Bms.Ports;

namespace Bms.Telemetry
{
    /// <summary>
    /// HMAC-SHA256 (RFC 2104, FIPS 198-1) in managed code, for targets whose runtime has no native one.
    /// The two key blocks are hashed once, at construction: a tag costs only its message's blocks and one more.
    /// Allocates nothing after construction.
    /// </summary>
    public sealed class ManagedHmacSha256 : IMac
    {
        private readonly Sha256 _hash = new Sha256();
        private readonly uint[] _inner = new uint[Sha256.StateWords];
        private readonly uint[] _outer = new uint[Sha256.StateWords];
        private readonly byte[] _digest = new byte[Sha256.DigestSize];

        /// <summary>Takes a key of any length; one longer than a block is replaced by its digest, as RFC 2104 asks.</summary>
        public ManagedHmacSha256(byte[] key)
        {
            byte[] block = new byte[Sha256.BlockSize];
            if (key.Length > Sha256.BlockSize)
            {
                _hash.Update(key, 0, key.Length);
                _hash.Finish(block, 0);
            }
            else
            {
                System.Array.Copy(key, 0, block, 0, key.Length);
            }

            KeyState(block, 0x36, _inner);
            KeyState(block, 0x5c, _outer);
            System.Array.Clear(block, 0, block.Length);
        }

        /// <inheritdoc/>
        public void ComputeTag(byte[] data, int length, byte[] tag)
        {
            _hash.RestoreState(_inner, Sha256.BlockSize);
            _hash.Update(data, 0, length);
            _hash.Finish(_digest, 0);
            _hash.RestoreState(_outer, Sha256.BlockSize);
            _hash.Update(_digest, 0, _digest.Length);
            _hash.Finish(tag, 0);
        }

        private void KeyState(byte[] key, int pad, uint[] state)
        {
            byte[] padded = new byte[Sha256.BlockSize];
            for (int i = 0; i < padded.Length; i++)
            {
                padded[i] = (byte)(key[i] ^ pad);
            }

            _hash.Reset();
            _hash.Update(padded, 0, padded.Length);
            _hash.SaveState(state);
            System.Array.Clear(padded, 0, padded.Length);
        }
    }
}

namespace Bms.Telemetry
{
    /// <summary>
    /// SHA-256 (FIPS 180-4) over bytes that arrive in pieces. Allocates nothing after construction.
    /// All words are uint, so every right shift is a logical one whatever the interpreter believes about the sign.
    /// </summary>
    public sealed class Sha256
    {
        /// <summary>Length of a digest in bytes.</summary>
        public const int DigestSize = 32;

        /// <summary>Length of a block in bytes.</summary>
        public const int BlockSize = 64;

        /// <summary>Number of 32-bit words of the chaining state.</summary>
        public const int StateWords = 8;

        private readonly uint[] _state = new uint[StateWords];
        private readonly uint[] _schedule = new uint[64];
        private readonly byte[] _block = new byte[BlockSize];
        private readonly uint[] _constants = RoundConstants();
        private int _filled;
        private long _total;

        public Sha256()
        {
            Reset();
        }

        /// <summary>Forgets what was fed in and starts a new digest.</summary>
        public void Reset()
        {
            _state[0] = 0x6a09e667;
            _state[1] = 0xbb67ae85;
            _state[2] = 0x3c6ef372;
            _state[3] = 0xa54ff53a;
            _state[4] = 0x510e527f;
            _state[5] = 0x9b05688c;
            _state[6] = 0x1f83d9ab;
            _state[7] = 0x5be0cd19;
            _filled = 0;
            _total = 0;
        }

        /// <summary>Copies the chaining state out; meaningful only after a whole number of blocks.</summary>
        public void SaveState(uint[] state)
        {
            for (int i = 0; i < StateWords; i++)
            {
                state[i] = _state[i];
            }
        }

        /// <summary>Continues from a state saved after <paramref name="total"/> bytes, a multiple of the block size.</summary>
        public void RestoreState(uint[] state, int total)
        {
            for (int i = 0; i < StateWords; i++)
            {
                _state[i] = state[i];
            }

            _filled = 0;
            _total = total;
        }

        /// <summary>Feeds <paramref name="length"/> bytes in.</summary>
        public void Update(byte[] data, int offset, int length)
        {
            byte[] block = _block;
            int filled = _filled;
            for (int i = 0; i < length; i++)
            {
                block[filled] = data[offset + i];
                filled++;
                if (filled == BlockSize)
                {
                    Compress();
                    filled = 0;
                }
            }

            _filled = filled;
            _total += length;
        }

        /// <summary>
        /// Writes the 32-byte digest at <paramref name="offset"/>; the next digest needs a Reset or a RestoreState first.
        /// </summary>
        public void Finish(byte[] digest, int offset)
        {
            long bits = _total * 8;
            Pad();
            for (int i = 0; i < 8; i++)
            {
                _block[BlockSize - 1 - i] = (byte)(bits >> (8 * i));
            }

            Compress();
            for (int i = 0; i < StateWords; i++)
            {
                uint word = _state[i];
                digest[offset++] = (byte)(word >> 24);
                digest[offset++] = (byte)(word >> 16);
                digest[offset++] = (byte)(word >> 8);
                digest[offset++] = (byte)word;
            }
        }

        // A one bit, then zeros up to the eight bytes of the length, in a further block when they do not fit.
        private void Pad()
        {
            _block[_filled++] = 0x80;
            if (_filled > BlockSize - 8)
            {
                System.Array.Clear(_block, _filled, BlockSize - _filled);
                Compress();
                _filled = 0;
            }

            System.Array.Clear(_block, _filled, BlockSize - _filled);
        }

        private void Compress()
        {
            Expand();
            uint[] w = _schedule;
            uint[] k = _constants;
            uint[] state = _state;
            uint a = state[0], b = state[1], c = state[2], d = state[3];
            uint e = state[4], f = state[5], g = state[6], h = state[7];
            for (int i = 0; i < 64; i++)
            {
                uint sum1 = ((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21)) ^ ((e >> 25) | (e << 7));
                uint t1 = h + sum1 + (g ^ (e & (f ^ g))) + k[i] + w[i];
                uint sum0 = ((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19)) ^ ((a >> 22) | (a << 10));
                uint t2 = sum0 + ((a & b) | (c & (a | b)));
                h = g;
                g = f;
                f = e;
                e = d + t1;
                d = c;
                c = b;
                b = a;
                a = t1 + t2;
            }

            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
            state[5] += f;
            state[6] += g;
            state[7] += h;
        }

        private void Expand()
        {
            uint[] w = _schedule;
            byte[] block = _block;
            int at = 0;
            for (int i = 0; i < 16; i++)
            {
                w[i] = (uint)((block[at] << 24) | (block[at + 1] << 16) | (block[at + 2] << 8) | block[at + 3]);
                at += 4;
            }

            for (int i = 16; i < 64; i++)
            {
                uint x = w[i - 15];
                uint y = w[i - 2];
                uint s0 = ((x >> 7) | (x << 25)) ^ ((x >> 18) | (x << 14)) ^ (x >> 3);
                uint s1 = ((y >> 17) | (y << 15)) ^ ((y >> 19) | (y << 13)) ^ (y >> 10);
                w[i] = w[i - 16] + s0 + w[i - 7] + s1;
            }
        }

        // First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, section 4.2.2).
        private static uint[] RoundConstants()
        {
            return new uint[]
            {
                0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
                0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
                0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
                0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
                0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
                0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
                0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
                0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
            };
        }
    }
}

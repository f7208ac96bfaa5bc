namespace Bms.Anomaly
{
    /// <summary>
    /// Every number of a detector at one moment. Kept as arrays of its types, so that taking it costs little; seen from outside as bytes,
    /// high byte first: integers, then floats (IEEE 754), then shorts, then bytes.
    /// </summary>
    public sealed class StateImage
    {
        internal readonly int[] Ints;
        internal readonly float[] Floats;
        internal readonly short[] Shorts;
        internal readonly byte[] Bytes;

        /// <summary>Uptime in ms that the times in it count from.</summary>
        public long Base_ms;

        /// <summary>Number of the image since the start: a reader that takes it in pieces sees when it has been replaced.</summary>
        public int Number;

        /// <summary>Length in bytes.</summary>
        public readonly int Length;

        private readonly int _floatsAt;
        private readonly int _shortsAt;
        private readonly int _bytesAt;
        private int _word;
        private int _wordAt = -1;

        /// <summary>Room for what <paramref name="measured"/> has counted.</summary>
        public StateImage(StateTape measured)
        {
            Ints = new int[measured.Ints];
            Floats = new float[measured.Floats];
            Shorts = new short[measured.Shorts];
            Bytes = new byte[measured.Bytes];
            _floatsAt = 4 * Ints.Length;
            _shortsAt = _floatsAt + (4 * Floats.Length);
            _bytesAt = _shortsAt + (2 * Shorts.Length);
            Length = _bytesAt + Bytes.Length;
        }

        /// <summary>The byte at a place from 0 to Length - 1; places that follow each other cost least.</summary>
        public int ByteAt(int at)
        {
            if (at >= _bytesAt)
            {
                return Bytes[at - _bytesAt];
            }

            if (at >= _shortsAt)
            {
                int half = Shorts[(at - _shortsAt) >> 1];
                return (((at - _shortsAt) & 1) == 0 ? half >> 8 : half) & 0xff;
            }

            int word = at >> 2;
            if (word != _wordAt)
            {
                _word = at < _floatsAt ? Ints[word] : FloatBits.Of(Floats[word - Ints.Length]);
                _wordAt = word;
            }

            return (_word >> (8 * (3 - (at & 3)))) & 0xff;
        }

        /// <summary>Sets the byte at a place; to be called for each place in ascending order.</summary>
        public void Put(int at, int value)
        {
            if (at >= _bytesAt)
            {
                Bytes[at - _bytesAt] = (byte)value;
                return;
            }

            _word = (_word << 8) | (value & 0xff);
            if (at >= _shortsAt)
            {
                Shorts[(at - _shortsAt) >> 1] = (short)_word;
            }
            else if ((at & 3) == 3 && at < _floatsAt)
            {
                Ints[at >> 2] = _word;
            }
            else if ((at & 3) == 3)
            {
                Floats[(at >> 2) - Ints.Length] = FloatBits.From(_word);
            }

            _wordAt = -1;
        }

        /// <summary>Must be called when the numbers have been replaced.</summary>
        internal void Renew(long base_ms)
        {
            Base_ms = base_ms;
            Number++;
            _wordAt = -1;
        }

        /// <summary>Checksum over all bytes (FNV-1a): one changed bit always changes it.</summary>
        public int Digest()
        {
            int hash = Fnv.Start;
            for (int i = 0; i < Length; i++)
            {
                hash = Fnv.Add(hash, ByteAt(i));
            }

            return hash;
        }
    }
}

using Bms.Telemetry;

namespace Bms.Boards
{
    /// <summary>
    /// Reads CBOR numbers from 0 to 2,147,483,647 one after the other (RFC 8949, section 3): the head of an item is one too.
    /// </summary>
    public sealed class CborNumbers
    {
        private byte[] _data;
        private int _at;
        private int _end;

        /// <summary>True when all bytes have been read.</summary>
        public bool IsAtEnd
        {
            get { return _at == _end; }
        }

        /// <summary>Begins at a place of the data; nothing from <paramref name="end"/> on is read.</summary>
        public void Begin(byte[] data, int at, int end)
        {
            _data = data;
            _at = at;
            _end = end;
        }

        /// <summary>The next number; -1 when none stands there, it is no number, or a larger one.</summary>
        public int Next()
        {
            return Item(0);
        }

        /// <summary>The count in the head of an item of a major type, 0 to 7; -1 when there is no such head.</summary>
        public int Item(int major)
        {
            if (_at >= _end || _data[_at] >> 5 != major)
            {
                return -1;
            }

            int low = _data[_at++] & 31;
            if (low < 24)
            {
                return low;
            }

            int bytes = low == 24 ? 1 : low == 25 ? 2 : low == 26 ? 4 : 0;
            if (bytes == 0 || _at + bytes > _end || (bytes == 4 && _data[_at] > 127))
            {
                return -1;
            }

            int value = 0;
            for (int i = 0; i < bytes; i++)
            {
                value = (value << 8) | _data[_at++];
            }

            return value;
        }

        /// <summary>True when the next number is this one.</summary>
        public bool Is(int expected)
        {
            return Next() == expected;
        }
    }
}

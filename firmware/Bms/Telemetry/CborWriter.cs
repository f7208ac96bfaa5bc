namespace Bms.Telemetry
{
    /// <summary>
    /// Writes deterministic CBOR (RFC 8949, section 4.2.1) into a buffer that it never outgrows: shortest heads, definite lengths,
    /// ascending integer keys. Running out of space or breaking a rule sets <see cref="Failed"/> and writes nothing more.
    /// </summary>
    public sealed class CborWriter
    {
        private const int UnsignedInteger = 0;
        private const int NegativeInteger = 1;
        private const int ByteString = 2;
        private const int TextString = 3;
        private const int ArrayOfItems = 4;
        private const int MapOfPairs = 5;
        private const int Simple = 7;
        private const int NoMap = -1;

        private readonly byte[] _buffer;
        private int _length;
        private bool _failed;
        private int _mapStart = NoMap;
        private int _mapCount;
        private int _lastKey;

        /// <summary>Writes from the start of <paramref name="buffer"/>, which stays the caller's to read.</summary>
        public CborWriter(byte[] buffer)
        {
            _buffer = buffer;
        }

        /// <summary>The buffer written to; its first <see cref="Length"/> bytes are valid.</summary>
        public byte[] Buffer
        {
            get { return _buffer; }
        }

        /// <summary>Bytes written since Clear.</summary>
        public int Length
        {
            get { return _length; }
        }

        /// <summary>
        /// True once the buffer was too small, a key out of order or a count out of range; what was written is then worthless.
        /// </summary>
        public bool Failed
        {
            get { return _failed; }
        }

        /// <summary>Starts again with an empty buffer.</summary>
        public void Clear()
        {
            _length = 0;
            _failed = false;
            _mapStart = NoMap;
        }

        /// <summary>Writes an integer.</summary>
        public void Int(long value)
        {
            if (value < 0)
            {
                Head(NegativeInteger, -1 - value);
            }
            else
            {
                Head(UnsignedInteger, value);
            }
        }

        /// <summary>Writes null.</summary>
        public void Null()
        {
            Head(Simple, 22);
        }

        /// <summary>Writes false or true.</summary>
        public void Bool(bool value)
        {
            Head(Simple, value ? 21 : 20);
        }

        /// <summary>Writes a byte string.</summary>
        public void Bytes(byte[] source, int offset, int length)
        {
            Head(ByteString, length);
            Raw(source, offset, length);
        }

        /// <summary>Writes the head of a byte string whose <paramref name="length"/> bytes the caller adds with Byte and Word.</summary>
        public void BytesHead(int length)
        {
            Head(ByteString, length);
        }

        /// <summary>Writes a text string given as UTF-8.</summary>
        public void Text(byte[] utf8)
        {
            Head(TextString, utf8.Length);
            Raw(utf8, 0, utf8.Length);
        }

        /// <summary>Writes the head of an array; <paramref name="count"/> items must follow.</summary>
        public void ArrayHead(int count)
        {
            Head(ArrayOfItems, count);
        }

        /// <summary>
        /// Writes the head of a map; <paramref name="count"/> keys, ascending, each followed by its value, are the caller's duty.
        /// </summary>
        public void MapHead(int count)
        {
            Head(MapOfPairs, count);
        }

        /// <summary>Starts a map with integer keys that counts its own pairs; one such map may be open at a time.</summary>
        public void BeginMap()
        {
            if (_mapStart != NoMap)
            {
                _failed = true;
            }

            _mapStart = _length;
            _mapCount = 0;
            _lastKey = -1;
            Byte(0);
        }

        /// <summary>Writes the next key of the open map, 0 or more and above the one before; one value must follow.</summary>
        public void Key(int key)
        {
            if (_mapStart == NoMap || key <= _lastKey)
            {
                _failed = true;
            }

            _lastKey = key;
            _mapCount++;
            Int(key);
        }

        /// <summary>Writes the next key of the open map and an integer.</summary>
        public void Pair(int key, long value)
        {
            Key(key);
            Int(value);
        }

        /// <summary>Writes the next key of the open map and an integer, or null while the integer is not known.</summary>
        public void Pair(int key, bool known, long value)
        {
            Key(key);
            if (known)
            {
                Int(value);
            }
            else
            {
                Null();
            }
        }

        /// <summary>Closes the open map and writes its head where it began.</summary>
        public void EndMap()
        {
            int start = _mapStart;
            _mapStart = NoMap;
            if (start == NoMap || _mapCount > 255)
            {
                _failed = true;
            }

            if (_failed)
            {
                return;
            }

            if (_mapCount < 24)
            {
                _buffer[start] = (byte)((MapOfPairs << 5) | _mapCount);
                return;
            }

            MakeRoom(start + 1);
            if (!_failed)
            {
                _buffer[start] = (MapOfPairs << 5) | 24;
                _buffer[start + 1] = (byte)_mapCount;
            }
        }

        /// <summary>Appends one byte as it is.</summary>
        public void Byte(int value)
        {
            if (_failed || _length >= _buffer.Length)
            {
                _failed = true;
                return;
            }

            _buffer[_length++] = (byte)value;
        }

        /// <summary>Appends the low 16 bits, high byte first, as they are.</summary>
        public void Word(int value)
        {
            Byte(value >> 8);
            Byte(value);
        }

        private void Raw(byte[] source, int offset, int length)
        {
            if (_failed || length > _buffer.Length - _length)
            {
                _failed = true;
                return;
            }

            System.Array.Copy(source, offset, _buffer, _length, length);
            _length += length;
        }

        // The value is never negative here, so the arithmetic shifts below are right for either tag of the interpreter.
        private void Head(int major, long value)
        {
            int type = major << 5;
            if (value < 24)
            {
                Byte(type | (int)value);
                return;
            }

            int bytes = value < 0x100 ? 1 : value < 0x10000 ? 2 : value < 0x100000000 ? 4 : 8;
            Byte(type | (bytes == 1 ? 24 : bytes == 2 ? 25 : bytes == 4 ? 26 : 27));
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            {
                Byte((int)((value >> shift) & 0xff));
            }
        }

        // Moves what was written from `at` on by one byte, from the end, so that no byte is overwritten before it is moved.
        private void MakeRoom(int at)
        {
            Byte(0);
            if (_failed)
            {
                return;
            }

            for (int i = _length - 1; i > at; i--)
            {
                _buffer[i] = _buffer[i - 1];
            }
        }
    }
}

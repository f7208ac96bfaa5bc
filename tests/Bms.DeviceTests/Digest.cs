using System;
using Bms.Telemetry;

namespace Bms.DeviceTests
{
    /// <summary>
    /// SHA-256 over what a test saw, printed as one line `digest.NAME = HEX`. The same line on the desktop and on a board says that both
    /// computed the same, to the last bit.
    /// </summary>
    public sealed class Digest
    {
        private readonly Sha256 _hash = new Sha256();
        private readonly byte[] _bytes = new byte[8];

        /// <summary>Adds a number as four bytes, the highest first.</summary>
        public void Add(int value)
        {
            Put(0, value);
            _hash.Update(_bytes, 0, 4);
        }

        /// <summary>Adds a number as eight bytes, the highest first.</summary>
        public void Add(long value)
        {
            Put(0, (int)(value >> 32));
            Put(4, (int)value);
            _hash.Update(_bytes, 0, 8);
        }

        /// <summary>Adds a truth as the number 1 or 0.</summary>
        public void Add(bool value)
        {
            Add(value ? 1 : 0);
        }

        /// <summary>Adds the first <paramref name="length"/> bytes.</summary>
        public void Add(byte[] bytes, int length)
        {
            _hash.Update(bytes, 0, length);
        }

        /// <summary>Ends the digest and returns it in hexadecimal digits.</summary>
        public string Finish()
        {
            byte[] digest = new byte[Sha256.DigestSize];
            _hash.Finish(digest, 0);
            _hash.Reset();
            return Hex.Of(digest, digest.Length);
        }

        /// <summary>Ends the digest and prints it.</summary>
        public void Print(string name)
        {
            Console.WriteLine("digest." + name + " = " + Finish());
        }

        private void Put(int offset, int value)
        {
            _bytes[offset] = (byte)(value >> 24);
            _bytes[offset + 1] = (byte)(value >> 16);
            _bytes[offset + 2] = (byte)(value >> 8);
            _bytes[offset + 3] = (byte)value;
        }
    }
}

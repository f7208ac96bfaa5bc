namespace Bms.DeviceTests
{
    /// <summary>Bytes as hexadecimal digits and back.</summary>
    public static class Hex
    {
        private const string Digits = "0123456789ABCDEF";

        /// <summary>Two digits for each of the first <paramref name="length"/> bytes.</summary>
        public static string Of(byte[] bytes, int length)
        {
            char[] text = new char[2 * length];
            for (int i = 0; i < length; i++)
            {
                text[2 * i] = Digits[bytes[i] >> 4];
                text[(2 * i) + 1] = Digits[bytes[i] & 15];
            }

            return new string(text);
        }

        /// <summary>The bytes of a text of hexadecimal digits, capital letters only.</summary>
        public static byte[] Bytes(string text)
        {
            byte[] bytes = new byte[text.Length / 2];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)((Digits.IndexOf(text[2 * i]) << 4) | Digits.IndexOf(text[(2 * i) + 1]));
            }

            return bytes;
        }

        /// <summary>So many times the same byte.</summary>
        public static byte[] Repeat(int value, int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)value;
            }

            return bytes;
        }
    }
}

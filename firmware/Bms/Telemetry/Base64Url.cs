namespace Bms.Telemetry
{
    /// <summary>Bytes as text of A-Z, a-z, 0-9, '-' and '_' without padding: RFC 4648, section 5.</summary>
    public static class Base64Url
    {
        private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        /// <summary>The text of the first <paramref name="length"/> bytes; allocates it.</summary>
        public static string Encode(byte[] bytes, int length)
        {
            char[] text = new char[((length * 4) + 2) / 3];
            int bits = 0;
            int held = 0;
            int at = 0;
            for (int i = 0; i < length; i++)
            {
                bits = ((bits << 8) | bytes[i]) & 0xFFFF;
                held += 8;
                while (held >= 6)
                {
                    held -= 6;
                    text[at++] = Digits[(bits >> held) & 63];
                }
            }

            if (held > 0)
            {
                text[at] = Digits[(bits << (6 - held)) & 63];
            }

            return new string(text);
        }
    }
}

using System;

namespace Bms.Telemetry
{
    /// <summary>What a birth record says about the device itself; fixed for one boot.</summary>
    public sealed class DeviceFacts
    {
        /// <summary>Most characters of the board's name and of the firmware's version.</summary>
        public const int MaxTextLength = 24;

        /// <summary>Bytes of the configuration's digest that are sent.</summary>
        public const int DigestSize = 8;

        /// <summary>Name of the board, ASCII.</summary>
        public readonly byte[] Board;

        /// <summary>Version of the firmware, ASCII.</summary>
        public readonly byte[] FirmwareVersion;

        /// <summary>
        /// First 8 bytes of SHA-256 over the configuration's numbers, each 4 bytes, high byte first; null when none were given.
        /// </summary>
        public readonly byte[] ConfigDigest;

        /// <summary>
        /// Throws ArgumentException when a text is empty or longer than 24 characters. <paramref name="configNumbers"/>, in any fixed
        /// order, are every number that changes how the device acts (limits, delays, calibration); null leaves the digest out.
        /// </summary>
        public DeviceFacts(string board, string firmwareVersion, int[] configNumbers)
        {
            Check(board, "The board's name must be 1 to 24 characters.");
            Check(firmwareVersion, "The firmware's version must be 1 to 24 characters.");
            Board = DeviceIdentity.Ascii(board);
            FirmwareVersion = DeviceIdentity.Ascii(firmwareVersion);
            ConfigDigest = configNumbers == null ? null : Digest(configNumbers);
        }

        private static void Check(string text, string message)
        {
            if (text == null || text.Length < 1 || text.Length > MaxTextLength)
            {
                throw new ArgumentException(message);
            }
        }

        private static byte[] Digest(int[] numbers)
        {
            Sha256 hash = new Sha256();
            byte[] bytes = new byte[4];
            for (int i = 0; i < numbers.Length; i++)
            {
                int number = numbers[i];
                bytes[0] = (byte)(number >> 24);
                bytes[1] = (byte)(number >> 16);
                bytes[2] = (byte)(number >> 8);
                bytes[3] = (byte)number;
                hash.Update(bytes, 0, 4);
            }

            byte[] digest = new byte[Sha256.DigestSize];
            hash.Finish(digest, 0);
            byte[] start = new byte[DigestSize];
            Array.Copy(digest, 0, start, 0, DigestSize);
            return start;
        }
    }
}

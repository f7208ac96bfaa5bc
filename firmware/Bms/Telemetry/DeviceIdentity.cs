using System;

namespace Bms.Telemetry
{
    /// <summary>
    /// Who a device is towards the fleet: its site, its 4-byte number, the epoch of its key, and the topics that follow from them,
    /// bms/v1/BUCKET/SITE/DEVICE/KIND. The bucket, the first byte of SHA-256 over the device number in hex, lets receivers share the
    /// fleet out among themselves by topic filter alone.
    /// </summary>
    public sealed class DeviceIdentity
    {
        /// <summary>Length of a device number in bytes.</summary>
        public const int DeviceIdSize = 4;

        /// <summary>Length of a key identifier in bytes: device number and key epoch.</summary>
        public const int KidSize = DeviceIdSize + 1;

        /// <summary>Most characters of a site's name.</summary>
        public const int MaxSiteLength = 32;

        /// <summary>Most bytes of a topic.</summary>
        public const int MaxTopicLength = 7 + 3 + MaxSiteLength + 1 + (2 * DeviceIdSize) + 2;

        /// <summary>Site: 1 to 32 of a-z, 0-9, '-'.</summary>
        public readonly string Site;

        /// <summary>Epoch of the key in use, 0 to 255.</summary>
        public readonly int KeyEpoch;

        /// <summary>Key identifier: device number, then the epoch.</summary>
        public readonly byte[] Kid;

        /// <summary>Topic of live records.</summary>
        public readonly string LiveTopic;

        /// <summary>Topic of event records.</summary>
        public readonly string EventTopic;

        /// <summary>Topic of birth records, retained.</summary>
        public readonly string BirthTopic;

        /// <summary>Topic of notices about the connection, retained.</summary>
        public readonly string StatusTopic;

        /// <summary>
        /// Throws ArgumentException with a clear message when the site, the device number or the epoch is out of its range.
        /// </summary>
        public DeviceIdentity(string site, byte[] deviceId, int keyEpoch)
        {
            CheckSite(site);
            if (deviceId == null || deviceId.Length != DeviceIdSize)
            {
                throw new ArgumentException("The device number must have 4 bytes.");
            }

            if (keyEpoch < 0 || keyEpoch > 255)
            {
                throw new ArgumentException("The key epoch must be 0 to 255.");
            }

            Site = site;
            KeyEpoch = keyEpoch;
            Kid = new byte[KidSize];
            Array.Copy(deviceId, 0, Kid, 0, DeviceIdSize);
            Kid[DeviceIdSize] = (byte)keyEpoch;
            string prefix = "bms/v1/" + Hex(Bucket(deviceId), 1) + "/" + site + "/" + Hex(deviceId, DeviceIdSize) + "/";
            LiveTopic = prefix + "t";
            EventTopic = prefix + "e";
            BirthTopic = prefix + "b";
            StatusTopic = prefix + "s";
        }

        /// <summary>Topic on which the device is answered.</summary>
        public string CommandTopic()
        {
            return LiveTopic.Substring(0, LiveTopic.Length - 1) + "c";
        }

        /// <summary>The bytes of a text of ASCII characters, which are its UTF-8 too; any other character becomes '?'.</summary>
        public static byte[] Ascii(string text)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                char c = text[i];
                bytes[i] = (byte)(c < 128 ? c : '?');
            }

            return bytes;
        }

        private static void CheckSite(string site)
        {
            bool valid = site != null && site.Length >= 1 && site.Length <= MaxSiteLength;
            for (int i = 0; valid && i < site.Length; i++)
            {
                char c = site[i];
                valid = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
            }

            if (!valid)
            {
                throw new ArgumentException("The site must be 1 to 32 characters of a-z, 0-9 and '-'.");
            }
        }

        private static byte[] Bucket(byte[] deviceId)
        {
            Sha256 hash = new Sha256();
            byte[] digest = new byte[Sha256.DigestSize];
            hash.Update(deviceId, 0, DeviceIdSize);
            hash.Finish(digest, 0);
            return digest;
        }

        private static string Hex(byte[] bytes, int count)
        {
            char[] text = new char[2 * count];
            for (int i = 0; i < count; i++)
            {
                text[2 * i] = Digit(bytes[i] >> 4);
                text[(2 * i) + 1] = Digit(bytes[i] & 15);
            }

            return new string(text);
        }

        private static char Digit(int value)
        {
            return (char)(value < 10 ? '0' + value : 'a' + value - 10);
        }
    }
}

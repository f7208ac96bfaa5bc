using System;
using System.IO;

namespace Bms.App
{
    /// <summary>
    /// What makes one board different from the next, from a text file on its flash: a line NAME=VALUE each, '#' begins a comment. site,
    /// device (8 hex digits), epoch (0 to 255), key (64 hex digits) and broker are needed; port, user, password, ssid, wifi and
    /// tap1 to tap4 are not. board names the board, bench-4s without it; shunt_ppm corrects the shunt of a pack-16s or pack-15s.
    /// connect=armed lets a board connect while current flows; without it a connection that may stall the runtime waits for standby. Say
    /// it only of a board whose protector module and external watchdog are fitted: a broker that falls silent then opens the switches.
    /// confirm=store keeps a record until the fleet's store has answered that it has it; without it the broker's word is enough.
    /// </summary>
    public sealed class BoardSettings
    {
        /// <summary>Name of the file.</summary>
        public const string Path = "I:\\bms.txt";

        /// <summary>Certificate of the broker's authority, PEM or DER; while the file exists the link uses TLS.</summary>
        public const string AuthorityPath = "I:\\bms-ca.pem";

        /// <summary>The board's own certificate for TLS, PEM or DER, and its key; without them the provisioned one is used.</summary>
        public const string CertificatePath = "I:\\bms-cert.pem";
        public const string CertificateKeyPath = "I:\\bms-key.pem";

        private const int LargestCorrection_ppm = 6000;

        private readonly string[] _lines;

        private BoardSettings(string[] lines)
        {
            _lines = lines;
        }

        /// <summary>Reads the file; null when the board has none.</summary>
        public static BoardSettings Load()
        {
            return File.Exists(Path) ? new BoardSettings(File.ReadAllText(Path).Split('\n')) : null;
        }

        /// <summary>Value of a name, or null.</summary>
        public string Find(string name)
        {
            string start = name + "=";
            for (int i = 0; i < _lines.Length; i++)
            {
                string line = _lines[i].Trim();
                if (line.StartsWith(start))
                {
                    return line.Substring(start.Length).Trim();
                }
            }

            return null;
        }

        /// <summary>Value of a name. Throws ArgumentException when it is missing.</summary>
        public string Text(string name)
        {
            string text = Find(name);
            if (text == null || text.Length == 0)
            {
                throw new ArgumentException(Path + ": '" + name + "' is missing");
            }

            return text;
        }

        /// <summary>A whole number, or <paramref name="otherwise"/> without one. Throws ArgumentException out of range.</summary>
        public int Number(string name, int min, int max, int otherwise)
        {
            string text = Find(name);
            int value = otherwise;
            if (text != null && (!int.TryParse(text, out value) || value < min || value > max))
            {
                throw new ArgumentException(Path + ": '" + name + "' must be " + min.ToString() + " to " + max.ToString());
            }

            return value;
        }

        /// <summary>
        /// Corrections of the taps in ppm, as found with a meter: tap1, tap2 ..., all of them or none. Null without them. Throws
        /// ArgumentException when one is missing, or larger than the parts of a good board can be off.
        /// </summary>
        public int[] TapCalibration_ppm(int taps)
        {
            if (Find("tap1") == null)
            {
                return null;
            }

            int[] correction_ppm = new int[taps];
            for (int i = 0; i < taps; i++)
            {
                string name = "tap" + (i + 1).ToString();
                Text(name);
                correction_ppm[i] = Number(name, -LargestCorrection_ppm, LargestCorrection_ppm, 0);
            }

            return correction_ppm;
        }

        /// <summary>Bytes from hexadecimal digits. Throws ArgumentException when it is not exactly that many.</summary>
        public byte[] Bytes(string name, int length)
        {
            string text = Text(name);
            byte[] bytes = new byte[length];
            bool good = text.Length == 2 * length;
            for (int i = 0; good && i < length; i++)
            {
                int high = Digit(text[2 * i]);
                int low = Digit(text[2 * i + 1]);
                good = high >= 0 && low >= 0;
                bytes[i] = (byte)((high << 4) | low);
            }

            if (!good)
            {
                throw new ArgumentException(Path + ": '" + name + "' must be " + (2 * length).ToString() + " hexadecimal digits");
            }

            return bytes;
        }

        /// <summary>True with confirm=store. Throws ArgumentException for another word.</summary>
        public bool AwaitsReceipts()
        {
            string confirm = Find("confirm");
            if (confirm != null && confirm != "store")
            {
                throw new ArgumentException(Path + ": 'confirm' must be store, or left out");
            }

            return confirm != null;
        }

        private static int Digit(char c)
        {
            if (c >= '0' && c <= '9')
            {
                return c - '0';
            }

            int letter = c | 0x20;
            return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
        }
    }
}

using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// A thermistor of 10 kohm (Semitec 103AT) at a pin of a BQ76940, against 10 kohm to 3.3 V; the chip gives the voltage in 382 uV.
    /// </summary>
    public sealed class Bq76940Probe : ITemperatureSensor
    {
        // Codes at -40, -30 .. 120 degC: 3.3 V / 382 uV x R / (R + 10 kohm), R of the maker's table.
        private static readonly int[] Codes =
        {
            8204, 7927, 7528, 6992, 6321, 5549, 4728, 3921, 3181, 2538, 2004, 1574, 1235, 971, 766, 608, 487,
        };

        private readonly CrcPort _port;
        private readonly CrcRead _value;

        /// <summary>For thermistor 1 to 3.</summary>
        public Bq76940Probe(CrcPort port, int number)
        {
            _port = port;
            _value = new CrcRead(Bq76940Registers.Thermistor1 + 2 * (number - 1), 2);
        }

        /// <summary>Temperatures are converted every two seconds.</summary>
        public int Conversion_ms
        {
            get { return 2040; }
        }

        /// <summary>Reads the temperature in tenths of a degree Celsius, -40 to 120 degC.</summary>
        public Quality Read(out int temperature_ddegC)
        {
            temperature_ddegC = 0;
            if (!_port.TryRead(_value))
            {
                return Quality.BusError;
            }

            int code = _value.BigEndianWord(0) & 0x3FFF;
            if (code > Codes[0] || code < Codes[Codes.Length - 1])
            {
                return Quality.OutOfRange;
            }

            int at = 0;
            while (at + 2 < Codes.Length && code < Codes[at + 1])
            {
                at++;
            }

            int width = Codes[at] - Codes[at + 1];
            temperature_ddegC = width > 0 ? -400 + at * 100 + (Codes[at] - code) * 100 / width : 0;
            return Quality.Good;
        }
    }
}

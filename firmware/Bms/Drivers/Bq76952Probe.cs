using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>A thermistor at a pin of a BQ76952, or its die: the chip has done the arithmetic already.</summary>
    public sealed class Bq76952Probe : ITemperatureSensor
    {
        /// <summary>Limits in ddegC of what a thermistor of 10 kohm can show; a broken or shorted wire is far beyond them.</summary>
        private const int Lowest_ddegC = -400;
        private const int Highest_ddegC = 1250;

        /// <summary>0 degC in tenths of a kelvin, rounded as the chip does.</summary>
        private const int Zero = 2732;

        private readonly CrcPort _port;
        private readonly CrcRead _value;

        /// <summary>For the register of a pin (Ts1, Ts2, Ts3) or of the die.</summary>
        public Bq76952Probe(CrcPort port, int register)
        {
            _port = port;
            _value = new CrcRead(register, 2);
        }

        /// <summary>Three scans of 65 ms: the die is measured in every third, up to three thermistors in each.</summary>
        public int Conversion_ms
        {
            get { return 3 * Bq76952CellMonitor.Scan_ms; }
        }

        /// <summary>Reads the temperature in tenths of a degree Celsius, -40 to 125 degC.</summary>
        public Quality Read(out int temperature_ddegC)
        {
            temperature_ddegC = 0;
            if (!_port.TryRead(_value))
            {
                return Quality.BusError;
            }

            temperature_ddegC = _value.SignedWord(0) - Zero;
            return temperature_ddegC < Lowest_ddegC || temperature_ddegC > Highest_ddegC ? Quality.OutOfRange : Quality.Good;
        }
    }
}

using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Temperature from a TMP117, +-0.1 K. A line stuck low reads as 0.0 degC and is quite plausible: the device number is read with each
    /// value. A flag tells that the value is from a new conversion.
    /// </summary>
    public sealed class Tmp117 : ITemperatureSensor
    {
        private readonly RegisterPort _registers;

        public Tmp117(RegisterPort registers)
        {
            _registers = registers;
        }

        /// <summary>250 ms, and 13 % for a slow clock (15.5 ms typical, 17.5 ms at most for one of the eight).</summary>
        public int Conversion_ms
        {
            get { return 285; }
        }

        /// <summary>Reads the temperature in tenths of a degree Celsius, -40 to 125 degC.</summary>
        public Quality Read(out int temperature_ddegC)
        {
            temperature_ddegC = 0;
            int device;
            int configuration;
            if (!_registers.TryRead16(Tmp117Registers.Device, out device)
                || (device & Tmp117Registers.DeviceMask) != Tmp117Registers.Tmp117
                || !_registers.TryRead16(Tmp117Registers.Configuration, out configuration))
            {
                return Quality.BusError;
            }

            // After a reset it converts once a second; in shutdown it would repeat an old value for ever.
            if ((configuration & Tmp117Registers.Settings) != Tmp117Registers.Every250ms8Averages)
            {
                _registers.TryWrite16(Tmp117Registers.Configuration, Tmp117Registers.Every250ms8Averages);
                return Quality.Frozen;
            }

            if ((configuration & Tmp117Registers.DataReady) == 0)
            {
                return Quality.Frozen;
            }

            int raw;
            if (!_registers.TryRead16(Tmp117Registers.Temperature, out raw) || raw == Tmp117Registers.NoConversion)
            {
                return Quality.BusError;
            }

            // 7.8125 millidegrees a step: 10/128 of a tenth.
            int scaled = (short)raw * 10;
            temperature_ddegC = (scaled + (scaled < 0 ? -64 : 64)) / 128;
            return temperature_ddegC < -400 || temperature_ddegC > 1250 ? Quality.OutOfRange : Quality.Good;
        }
    }
}

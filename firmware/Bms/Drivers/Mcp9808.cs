using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Temperature from an MCP9808. A line stuck low reads as 0.0 degC and one stuck high as -0.1 degC, both quite plausible:
    /// the manufacturer number and the configuration are read with each value.
    /// </summary>
    public sealed class Mcp9808 : ITemperatureSensor
    {
        private readonly RegisterPort _registers;
        private bool _identified;

        public Mcp9808(RegisterPort registers)
        {
            _registers = registers;
        }

        /// <summary>250 ms at 1/16 degC, and 10 % for its clock; the chip has no ready flag.</summary>
        public int Conversion_ms
        {
            get { return 275; }
        }

        /// <summary>Reads the temperature in tenths of a degree Celsius, -40 to 125 degC.</summary>
        public Quality Read(out int temperature_ddegC)
        {
            temperature_ddegC = 0;
            int manufacturer;
            int configuration;
            int raw;
            if (!_registers.TryRead16(Mcp9808Registers.Manufacturer, out manufacturer)
                || manufacturer != Mcp9808Registers.Microchip
                || !IsIdentified()
                || !_registers.TryRead16(Mcp9808Registers.Configuration, out configuration)
                || !_registers.TryRead16(Mcp9808Registers.Ambient, out raw))
            {
                return Quality.BusError;
            }

            // Anything but continuous conversion would repeat an old value for ever.
            if (configuration != 0)
            {
                _registers.TryWrite16(Mcp9808Registers.Configuration, 0);
                return Quality.Frozen;
            }

            int unused = 32 - Mcp9808Registers.AmbientBits;
            int sixteenths = (raw << unused) >> unused;
            temperature_ddegC = (sixteenths * 5 + (sixteenths < 0 ? -4 : 4)) / 8;
            return temperature_ddegC < -400 || temperature_ddegC > 1250 ? Quality.OutOfRange : Quality.Good;
        }

        // The manufacturer makes other chips of the same address and register map.
        private bool IsIdentified()
        {
            int device;
            if (!_identified && _registers.TryRead16(Mcp9808Registers.Device, out device))
            {
                _identified = (device >> 8) == Mcp9808Registers.DeviceMcp9808;
            }

            return _identified;
        }
    }
}

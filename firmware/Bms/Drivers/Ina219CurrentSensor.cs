using Bms.Ports;
using Iot.Device.Adc;
using UnitsNet;

namespace Bms.Drivers
{
    /// <summary>
    /// Pack current and stack voltage from an INA219. The package nanoFramework.Iot.Device.Ina219 calibrates it, once, while the switches
    /// are still open; nothing is measured through it. It ignores failed transfers: a dead bus reads as a plausible current, and a line
    /// held low costs a second for each of its transfers, up to four a reading, before anybody could open a switch. It also computes the
    /// bus voltage as a signed number, negative from 16.384 V up. Here each transfer goes through the guard, the settings are audited,
    /// each value is read twice and must agree, and the conversion-ready bit proves it fresh.
    /// </summary>
    public sealed class Ina219CurrentSensor : ICurrentSensor
    {
        /// <summary>The chip's configuration: one conversion of both takes 2 x 17 ms, three of them fit into a tick.</summary>
        public const int Configuration = Ina219Registers.Range32V | Ina219Registers.Gain160mV | Ina219Registers.Bus32Samples
            | Ina219Registers.Shunt32Samples | Ina219Registers.BothContinuously;

        /// <summary>CAL = 0.04096 / (0.5 mA x 10 mohm), SBOS448G equation 1: the current register counts half milliamperes.</summary>
        public const int Calibration = 8192;

        /// <summary>Current register at the end of the +-160 mV range, less 1 LSB of the shunt register: +-16 A on 10 mohm.</summary>
        public const int FullScale = 31998;

        /// <summary>Largest difference in mV between two readings of the bus voltage, one right after the other.</summary>
        private const int BusStep_mV = 500;

        /// <summary>The most that the pin may ever see in mV, SBOS448G; the range goes on to 32 V.</summary>
        private const int Highest_mV = 26000;

        private readonly RegisterPort _registers;
        private readonly Ina219 _package;
        private bool _converted;
        private bool _calibrated;

        /// <summary>For a 10 mohm shunt with IN+ at the charger's side, so that charging counts positive.</summary>
        public Ina219CurrentSensor(RegisterPort registers)
        {
            _registers = registers;
            _package = new Ina219(registers.Device);
        }

        /// <summary>Reads the pack current in mA. Nine short transfers.</summary>
        public Quality ReadCurrent(out int current_mA)
        {
            current_mA = 0;
            int bus;
            if (!IsConfigured() || !_registers.TryRead16(Ina219Registers.BusVoltage, out bus))
            {
                return Quality.BusError;
            }

            if ((bus & Ina219Registers.ConversionReady) == 0)
            {
                return Quality.Frozen;
            }

            _converted = true;
            int half_mA;
            int ignored;
            if (!TryReadCurrentRegister(out half_mA)
                || !IsConfigured()
                || !_registers.TryRead16(Ina219Registers.Power, out ignored))
            {
                return Quality.BusError;
            }

            if (half_mA >= FullScale || half_mA <= -FullScale)
            {
                return Quality.Saturated;
            }

            // One bit of one read, which a disturbance on the bus may have turned over, must not count for more than any current.
            if ((bus & Ina219Registers.Overflow) != 0)
            {
                return _registers.TryRead16(Ina219Registers.BusVoltage, out bus) && (bus & Ina219Registers.Overflow) != 0
                    ? Quality.Saturated : Quality.BusError;
            }

            current_mA = half_mA / 2;
            return Quality.Good;
        }

        /// <summary>Reads the stack voltage in mV, 0 to 26,000.</summary>
        public Quality ReadBus(out int bus_mV)
        {
            bus_mV = 0;
            int raw;
            if (!_registers.TryRead16(Ina219Registers.BusVoltage, out raw))
            {
                return Quality.BusError;
            }

            // After a reset the register holds zero until the first conversion, and zero is a voltage.
            if (!_converted && (raw & Ina219Registers.ConversionReady) == 0)
            {
                return Quality.Frozen;
            }

            int configuration;
            int again;
            if (!_registers.TryRead16(Ina219Registers.Configuration, out configuration) || configuration != Configuration
                || !_registers.TryRead16(Ina219Registers.BusVoltage, out again))
            {
                return Quality.BusError;
            }

            bus_mV = (again >> 3) * 4;
            int difference_mV = bus_mV - (raw >> 3) * 4;
            if (difference_mV > BusStep_mV || difference_mV < -BusStep_mV)
            {
                return Quality.BusError;
            }

            return bus_mV > Highest_mV ? Quality.OutOfRange : Quality.Good;
        }

        // The bus has no checksum, so the register is read twice, and the two must agree. A conversion may end in between; it does not a
        // second time, because the next one takes 34 ms.
        private bool TryReadCurrentRegister(out int half_mA)
        {
            half_mA = 0;
            for (int i = 0; i < 2; i++)
            {
                int first;
                int second;
                if (!_registers.TryRead16(Ina219Registers.Current, out first)
                    || !_registers.TryRead16(Ina219Registers.Current, out second))
                {
                    return false;
                }

                if (first == second)
                {
                    half_mA = (short)first;
                    return true;
                }
            }

            return false;
        }

        // A brown-out puts both registers back to their reset values; the current reads 0 while the calibration is 0.
        private bool IsConfigured()
        {
            int configuration;
            int calibration;
            if (!_registers.TryRead16(Ina219Registers.Configuration, out configuration)
                || !_registers.TryRead16(Ina219Registers.Calibration, out calibration))
            {
                return false;
            }

            if (configuration == Configuration && calibration == Calibration)
            {
                _calibrated = true;
                return true;
            }

            _converted = false;
            Configure();
            return false;
        }

        // The package's transfer cannot be watched, so it is for the start, when no switch is closed yet. What a brown-out has cleared
        // later is written by this class: a line that is held at that moment must open the switches at its first time-out.
        private void Configure()
        {
            _registers.TryWrite16(Ina219Registers.Configuration, Configuration);
            if (_calibrated)
            {
                _registers.TryWrite16(Ina219Registers.Calibration, Calibration);
            }
            else
            {
                _package.SetCalibration(Calibration, 1f);
            }

            int ignored;
            _registers.TryRead16(Ina219Registers.Power, out ignored);
        }
    }
}

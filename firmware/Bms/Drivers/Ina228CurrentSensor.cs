using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Pack current, stack voltage and passed charge from an INA228. Its bus has no checksum, so each value is read twice and must agree.
    /// The calibration stays at 4,096, the value of a reset: the current register then counts steps of the shunt voltage, and the shunt's
    /// true resistance goes into the arithmetic here without a rounding. What the chip accumulates is a second count of the charge that no
    /// missed cycle of the firmware can spoil.
    /// </summary>
    public sealed class Ina228CurrentSensor : ICurrentSensor
    {
        /// <summary>Both conversions in turn, 16 times averaged: 33.7 ms, so two of them fit into a tick.</summary>
        public const int Converter = Ina228Registers.BusAndShunt | Ina228Registers.Bus1052us | Ina228Registers.Shunt1052us
            | Ina228Registers.Temperature1052us | Ina228Registers.Average16;

        /// <summary>SHUNT_CAL = 13107.2e6 x LSB x shunt: 4,096 when the LSB is 312.5 nV over the shunt.</summary>
        public const int Calibration = 4096;

        /// <summary>End of the range of +-163.84 mV, in steps of 312.5 nV; the last few steps are its edge.</summary>
        public const int FullScale = 524280;

        /// <summary>Largest difference in mV between two readings of the bus voltage, one right after the other.</summary>
        private const int BusStep_mV = 1500;

        /// <summary>The most that the pin may ever see in mV.</summary>
        private const int Highest_mV = 85000;

        private readonly RegisterPort _registers;
        private readonly long _shunt_uohm;
        private readonly long _shunt_ppm;
        private bool _identified;
        private bool _converted;

        /// <summary>
        /// For a shunt of <paramref name="shunt_uohm"/>, 1 or more, with IN+ at the charger's side, so that charging counts positive; as
        /// measured on the board it is larger by <paramref name="shunt_ppm"/>.
        /// </summary>
        public Ina228CurrentSensor(RegisterPort registers, int shunt_uohm, int shunt_ppm = 0)
        {
            _registers = registers;
            _shunt_ppm = shunt_ppm;
            _shunt_uohm = shunt_uohm < 1 ? 1 : shunt_uohm;
        }

        /// <summary>Largest current in mA that can be measured, either way.</summary>
        public int Range_mA
        {
            get { return ToMilliampere(FullScale); }
        }

        /// <summary>Resets of the chip that were found since start; each one ends the charge that it has counted.</summary>
        public int Resets { get; private set; }

        /// <summary>Reads the pack current in mA.</summary>
        public Quality ReadCurrent(out int current_mA)
        {
            current_mA = 0;
            int flags;
            if (!IsConfigured() || !_registers.TryRead16(Ina228Registers.Diagnosis, out flags))
            {
                return Quality.BusError;
            }

            if ((flags & Ina228Registers.ConversionReady) == 0)
            {
                return Quality.Frozen;
            }

            int code;
            if ((flags & Ina228Registers.MemoryGood) == 0 || !TryReadTwice(Ina228Registers.Current, out code))
            {
                return Quality.BusError;
            }

            _converted = true;

            // The flags have no checksum, and this one opens both switches: it must be there twice.
            if ((flags & Ina228Registers.MathOverflow) != 0 && !_registers.TryRead16(Ina228Registers.Diagnosis, out flags))
            {
                return Quality.BusError;
            }

            if (code >= FullScale || code <= -FullScale || (flags & Ina228Registers.MathOverflow) != 0)
            {
                return Quality.Saturated;
            }

            current_mA = ToMilliampere(code);
            return Quality.Good;
        }

        /// <summary>Reads the stack voltage in mV, 0 to 85,000.</summary>
        public Quality ReadBus(out int bus_mV)
        {
            bus_mV = 0;
            int first;
            int second;
            if (!_converted)
            {
                return Quality.Frozen;
            }

            if (!_registers.TryRead24(Ina228Registers.BusVoltage, out first)
                || !_registers.TryRead24(Ina228Registers.BusVoltage, out second))
            {
                return Quality.BusError;
            }

            bus_mV = ToMillivolt(second);
            int difference_mV = bus_mV - ToMillivolt(first);
            if (difference_mV > BusStep_mV || difference_mV < -BusStep_mV)
            {
                return Quality.BusError;
            }

            return bus_mV > Highest_mV ? Quality.OutOfRange : Quality.Good;
        }

        /// <summary>
        /// Reads the charge that has passed since the chip's last reset, in uAs, positive = charge. False on a bus error and before the
        /// chip is configured.
        /// </summary>
        public bool TryReadCharge(out long charge_uAs)
        {
            charge_uAs = 0;
            long first;
            long second;
            if (!_converted
                || !_registers.TryRead40(Ina228Registers.Charge, out first)
                || !_registers.TryRead40(Ina228Registers.Charge, out second))
            {
                return false;
            }

            // Between the two readings at most one cycle of at most the full range can have been added.
            long step = second - first;
            if (step > FullScale || step < -FullScale)
            {
                return false;
            }

            // 312.5 nV over 1 uohm is 312,500 uA, for a second.
            charge_uAs = _shunt_uohm > 0 ? Corrected(second * 312500 / _shunt_uohm) : 0;
            return true;
        }

        private int ToMilliampere(int code)
        {
            long divisor = 10 * _shunt_uohm;
            return divisor > 0 ? (int)Corrected(code * 3125L / divisor) : 0;
        }

        // What a shunt of a million parts showed, through one of so many more; in two steps, because a count of charge has forty bits.
        private long Corrected(long value)
        {
            long parts = 1000000 + _shunt_ppm;
            return parts > 0 ? value - value / parts * _shunt_ppm - value % parts * _shunt_ppm / parts : value;
        }

        // 195.3125 uV a step, above four unused bits.
        private static int ToMillivolt(int raw)
        {
            return (int)((raw >> 4) * 1953125L / 10000000);
        }

        // A conversion may end between two readings; it does not a second time, because the next one takes 34 ms.
        private bool TryReadTwice(int register, out int code)
        {
            code = 0;
            for (int i = 0; i < 2; i++)
            {
                int first;
                int second;
                if (!_registers.TryRead24(register, out first) || !_registers.TryRead24(register, out second))
                {
                    return false;
                }

                if (first == second)
                {
                    code = (first << 8) >> 12;
                    return true;
                }
            }

            return false;
        }

        // A brown-out puts the converter back to another mode; whatever it measured in it is not what is expected here.
        private bool IsConfigured()
        {
            int converter;
            int calibration;
            int configuration;
            if (!IsIdentified()
                || !_registers.TryRead16(Ina228Registers.Converter, out converter)
                || !_registers.TryRead16(Ina228Registers.ShuntCalibration, out calibration)
                || !_registers.TryRead16(Ina228Registers.Configuration, out configuration))
            {
                return false;
            }

            if (converter == Converter && calibration == Calibration && configuration == 0)
            {
                return true;
            }

            Resets += _converted ? 1 : 0;
            _converted = false;
            Configure();
            return false;
        }

        private bool IsIdentified()
        {
            int device;
            if (!_identified && _registers.TryRead16(Ina228Registers.Device, out device))
            {
                _identified = (device >> 4) == Ina228Registers.Ina228;
            }

            return _identified;
        }

        private void Configure()
        {
            _registers.TryWrite16(Ina228Registers.Configuration, Ina228Registers.ResetAccumulators);
            _registers.TryWrite16(Ina228Registers.ShuntCalibration, Calibration);
            _registers.TryWrite16(Ina228Registers.Diagnosis, Ina228Registers.Latched);
            _registers.TryWrite16(Ina228Registers.Converter, Converter);
        }
    }
}

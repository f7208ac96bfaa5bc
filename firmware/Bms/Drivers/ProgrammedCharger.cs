using System.Device.Gpio;
using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// A CC-CV supply whose voltage and current are programmed by two voltages, as laboratory and telecom supplies have it: 4.096 V is full
    /// scale. Such a supply knows no watchdog: it keeps its last settings for ever. So its output is held off by a pin, with a pull-up,
    /// except while a charge is wanted and both settings have been read back; and the charge switch does not rely on it.
    /// </summary>
    public sealed class ProgrammedCharger : ICharger
    {
        private readonly Mcp4728 _dac;
        private readonly GpioPin _offHigh;
        private readonly GpioPin _supply;
        private readonly GpioPin _output;
        private readonly int _fullScale_mV;
        private readonly int _fullScale_mA;

        /// <summary>
        /// Channel A of the converter sets the voltage, channel B the current. Two inputs, high = yes, tell that the supply has mains and
        /// that its output is on.
        /// </summary>
        public ProgrammedCharger(
            Mcp4728 dac, GpioController gpio, int disablePin, int supplyPin, int outputPin, int fullScale_mV, int fullScale_mA)
        {
            _dac = dac;
            _offHigh = gpio.OpenPin(disablePin, PinMode.InputPullUp);
            _supply = gpio.OpenPin(supplyPin, PinMode.InputPullDown);
            _output = gpio.OpenPin(outputPin, PinMode.InputPullDown);
            _fullScale_mV = fullScale_mV;
            _fullScale_mA = fullScale_mA;
        }

        /// <summary>Sets, reads back, and only then lets the supply give current. Both settings are rounded down to a step.</summary>
        public bool TryApply(int voltage_mV, int current_mA)
        {
            int a_mV = Code_mV(voltage_mV, _fullScale_mV);
            int b_mV = Code_mV(current_mA, _fullScale_mA);
            if (a_mV == 0 || b_mV == 0)
            {
                return TryDisable();
            }

            if (!_dac.TrySet(a_mV, b_mV))
            {
                TryDisable();
                return false;
            }

            _offHigh.SetPinMode(PinMode.Output);
            _offHigh.Write(PinValue.Low);
            return true;
        }

        /// <summary>Pin first, settings second: the pin needs no bus.</summary>
        public bool TryDisable()
        {
            DisableAtOnce();
            return _dac.TrySet(0, 0);
        }

        /// <summary>The pin: an input, that the pull-up holds at off.</summary>
        public void DisableAtOnce()
        {
            _offHigh.SetPinMode(PinMode.InputPullUp);
        }

        /// <summary>Reads whether the supply says that its output is on.</summary>
        public bool TryReadDelivering(out bool delivering)
        {
            delivering = _output.Read() == PinValue.High;
            return true;
        }

        /// <summary>Reads whether the supply says that it has mains.</summary>
        public bool TryReadSupply(out bool present)
        {
            present = _supply.Read() == PinValue.High;
            return true;
        }

        // A code is the input's voltage in mV. Beyond its range a supply is not asked for more than it has.
        private static int Code_mV(int value, int fullScale)
        {
            long code = fullScale > 0 ? (long)value * (Mcp4728.FullScale + 1) / fullScale : 0;
            return code < 0 ? 0 : code > Mcp4728.FullScale ? Mcp4728.FullScale : (int)code;
        }
    }
}

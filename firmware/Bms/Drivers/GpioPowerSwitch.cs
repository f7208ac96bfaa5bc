using System.Device.Gpio;
using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Back-to-back charge and discharge FETs. A gate pin high closes its FET; pull-downs keep both open while the pins float.
    /// Two inputs see the FETs' real state, high = closed.
    /// </summary>
    public sealed class GpioPowerSwitch : IPowerSwitch
    {
        private readonly GpioPin _chargeGate;
        private readonly GpioPin _dischargeGate;
        private readonly GpioPin _chargeState;
        private readonly GpioPin _dischargeState;

        public GpioPowerSwitch(GpioController gpio, int chargeGatePin, int dischargeGatePin, int chargeStatePin, int dischargeStatePin)
        {
            _chargeGate = OpenOutput(gpio, chargeGatePin);
            _dischargeGate = OpenOutput(gpio, dischargeGatePin);
            _chargeState = gpio.OpenPin(chargeStatePin, PinMode.Input);
            _dischargeState = gpio.OpenPin(dischargeStatePin, PinMode.Input);
        }

        /// <summary>Within a cycle.</summary>
        public int Follow_ms
        {
            get { return 0; }
        }

        /// <summary>Drives both gates; always succeeds, the read-back tells whether the FETs followed.</summary>
        public bool TrySet(bool chargeClosed, bool dischargeClosed)
        {
            _chargeGate.Write(chargeClosed ? PinValue.High : PinValue.Low);
            _dischargeGate.Write(dischargeClosed ? PinValue.High : PinValue.Low);
            return true;
        }

        /// <summary>Reads both state inputs.</summary>
        public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
        {
            chargeClosed = _chargeState.Read() == PinValue.High;
            dischargeClosed = _dischargeState.Read() == PinValue.High;
            return true;
        }

        // Written low before it becomes an output, so that the gate never sees a pulse.
        private static GpioPin OpenOutput(GpioController gpio, int pin)
        {
            GpioPin opened = gpio.OpenPin(pin);
            opened.Write(PinValue.Low);
            opened.SetPinMode(PinMode.Output);
            opened.Write(PinValue.Low);
            return opened;
        }
    }
}

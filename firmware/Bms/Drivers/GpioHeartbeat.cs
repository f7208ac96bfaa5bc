using System.Device.Gpio;
using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>Toggles the input of an external watchdog, which opens the switches when the edges stop.</summary>
    public sealed class GpioHeartbeat : IHeartbeat
    {
        private readonly GpioPin _pin;
        private bool _high;

        public GpioHeartbeat(GpioController gpio, int pin)
        {
            _pin = gpio.OpenPin(pin, PinMode.Output);
        }

        /// <summary>One edge.</summary>
        public void Beat()
        {
            _high = !_high;
            _pin.Write(_high ? PinValue.High : PinValue.Low);
        }
    }
}

using System.Device.Gpio;

namespace Bms.Boards
{
    /// <summary>
    /// Two switches on a bench, high = closed, that ask for charge and for discharge; neither or both means standby. Only a movement
    /// asks: a switch that still stands at "discharge" after a trip, or at a start, would close into the same fault again and again.
    /// </summary>
    public sealed class RequestSwitches
    {
        private readonly GpioPin _charge;
        private readonly GpioPin _discharge;
        private Request _stand;
        private bool _bothOn;

        public RequestSwitches(GpioController gpio, int chargePin, int dischargePin)
        {
            _charge = gpio.OpenPin(chargePin, PinMode.InputPullDown);
            _discharge = gpio.OpenPin(dischargePin, PinMode.InputPullDown);
            _stand = Read();
            _bothOn = AreBothOn();
        }

        /// <summary>True when the switches have moved since the last call; <paramref name="request"/> is what they ask for now.</summary>
        public bool HasMoved(out Request request)
        {
            request = Read();
            bool moved = request != _stand;
            _stand = request;
            return moved;
        }

        /// <summary>
        /// True once when both switches have come to stand on together: that asks for nothing but a recording of the last minute.
        /// </summary>
        public bool AsksRecording()
        {
            bool both = AreBothOn();
            bool asks = both && !_bothOn;
            _bothOn = both;
            return asks;
        }

        private bool AreBothOn()
        {
            return _charge.Read() == PinValue.High && _discharge.Read() == PinValue.High;
        }

        private Request Read()
        {
            bool charge = _charge.Read() == PinValue.High;
            bool discharge = _discharge.Read() == PinValue.High;
            return charge == discharge ? Request.Standby : charge ? Request.Charge : Request.Discharge;
        }
    }
}

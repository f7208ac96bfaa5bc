using System.Device.Gpio;
using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// BQ25798 buck-boost charger. It charges by itself after power-up and again when its watchdog (40 s) expires; so its CE pin is
    /// held at disable (high) except while a charge is wanted and every setting has been read back. Disabled, the pin is an input
    /// with pull-ups: made an output it would be low, that is enabled, until the first write.
    /// </summary>
    public sealed class Bq25798Charger : ICharger
    {
        /// <summary>Smallest charge current that the chip can be set to, in mA; less is off.</summary>
        public const int MinCurrent_mA = 50;

        private readonly RegisterPort _registers;
        private readonly GpioPin _enableLow;
        private readonly int _cells;

        /// <summary>For a board strapped for <paramref name="cells"/> cells, 1 to 4.</summary>
        public Bq25798Charger(RegisterPort registers, GpioController gpio, int disablePin, int cells)
        {
            _registers = registers;
            _cells = cells;
            _enableLow = gpio.OpenPin(disablePin, PinMode.InputPullUp);
        }

        /// <summary>Sets, reads back, feeds the watchdog, and only then lets the chip charge.</summary>
        public bool TryApply(int voltage_mV, int current_mA)
        {
            if (current_mA < MinCurrent_mA)
            {
                return TryDisable();
            }

            bool applied = HasCells()
                && TryStopOnWatchdog()
                && TrySetAndCheck16(Bq25798Registers.ChargeVoltage, voltage_mV / 10)
                && TrySetAndCheck16(Bq25798Registers.ChargeCurrent, current_mA / 10)
                && TryFeedWatchdog()
                && TrySetAndCheck8(Bq25798Registers.Control0, Bq25798Registers.Control0Charging);
            if (!applied)
            {
                TryDisable();
                return false;
            }

            _enableLow.SetPinMode(PinMode.Output);
            _enableLow.Write(PinValue.Low);
            return true;
        }

        /// <summary>Pin first, register second: the pin needs no bus.</summary>
        public bool TryDisable()
        {
            DisableAtOnce();
            return TrySetAndCheck8(Bq25798Registers.Control0, Bq25798Registers.Control0Stopped);
        }

        /// <summary>The pin.</summary>
        public void DisableAtOnce()
        {
            _enableLow.SetPinMode(PinMode.InputPullUp);
        }

        /// <summary>Reads the phase of the charge: all but off and done give current.</summary>
        public bool TryReadDelivering(out bool delivering)
        {
            int status;
            bool read = _registers.TryRead8(Bq25798Registers.Status1, out status);
            int phase = status >> 5;
            delivering = read && phase != Bq25798Registers.PhaseOff && phase != Bq25798Registers.PhaseDone;
            return read;
        }

        /// <summary>Reads whether an input supply is there.</summary>
        public bool TryReadSupply(out bool present)
        {
            int status;
            bool read = _registers.TryRead8(Bq25798Registers.Status0, out status);
            present = read && (status & Bq25798Registers.SupplyPresent) != 0;
            return read;
        }

        // A wrong strap would charge two cells to the voltage of four.
        private bool HasCells()
        {
            int cells;
            return _registers.TryRead8(Bq25798Registers.Cells, out cells) && (cells >> 6) + 1 == _cells;
        }

        private bool TryStopOnWatchdog()
        {
            int settings;
            return _registers.TryRead8(Bq25798Registers.Termination, out settings)
                && ((settings & Bq25798Registers.StopOnWatchdog) != 0
                    || TrySetAndCheck8(Bq25798Registers.Termination, settings | Bq25798Registers.StopOnWatchdog));
        }

        // Its time is set with each feed: a watchdog that somebody has switched off would let the chip charge on without the firmware.
        private bool TryFeedWatchdog()
        {
            int control;
            if (!_registers.TryRead8(Bq25798Registers.Control1, out control))
            {
                return false;
            }

            int fed = (control & ~Bq25798Registers.WatchdogTime) | Bq25798Registers.Watchdog40s | Bq25798Registers.FeedWatchdog;
            return _registers.TryWrite8(Bq25798Registers.Control1, fed);
        }

        private bool TrySetAndCheck16(int register, int value)
        {
            int check;
            return _registers.TryWrite16(register, value) && _registers.TryRead16(register, out check) && check == value;
        }

        private bool TrySetAndCheck8(int register, int value)
        {
            int check;
            return _registers.TryWrite8(register, value) && _registers.TryRead8(register, out check) && check == value;
        }
    }
}

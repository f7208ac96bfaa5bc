using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Charge and discharge FET of a BQ76940: two bits that the chip clears by itself on a fault, and that stay clear while it stands.
    /// After a reset it would close with limits that nobody has set, so it is told to close only while it shows that it was set.
    /// </summary>
    public sealed class Bq76940Switches : IPowerSwitch
    {
        private readonly Bq76940Link _link;
        private readonly CrcRead _control = new CrcRead(Bq76940Registers.Control2, 1);
        private readonly CrcRead _mark = new CrcRead(Bq76940Registers.CounterConfiguration, 1);

        public Bq76940Switches(Bq76940Link link)
        {
            _link = link;
        }

        /// <summary>Within a cycle.</summary>
        public int Follow_ms
        {
            get { return 0; }
        }

        /// <summary>
        /// Commands both; the coulomb counter shares their register and stays on. False, with both open, for a chip that was not set: the
        /// register that must be programmed to 0x19 is 0 after a reset.
        /// </summary>
        public bool TrySet(bool chargeClosed, bool dischargeClosed)
        {
            if ((chargeClosed || dischargeClosed)
                && !(_link.Port.TryRead(_mark) && _mark.Byte(0) == Bq76940Registers.CounterConfigurationWanted))
            {
                _link.TryWrite(Bq76940Registers.Control2, Bq76940Registers.CounterOn);
                return false;
            }

            int bits = (chargeClosed ? Bq76940Registers.ChargeOn : 0) | (dischargeClosed ? Bq76940Registers.DischargeOn : 0);
            return _link.TryWrite(Bq76940Registers.Control2, Bq76940Registers.CounterOn | bits);
        }

        /// <summary>What the drivers really do.</summary>
        public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
        {
            bool read = _link.Port.TryRead(_control);
            chargeClosed = read && (_control.Byte(0) & Bq76940Registers.ChargeOn) != 0;
            dischargeClosed = read && (_control.Byte(0) & Bq76940Registers.DischargeOn) != 0;
            return read;
        }
    }
}

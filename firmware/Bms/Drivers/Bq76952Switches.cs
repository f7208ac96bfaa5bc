using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Charge and discharge FET of a BQ76952, and its precharge FET before the load. The firmware only allows or holds open: a FET that is
    /// allowed closes when nothing in the chip is against it. With precharge the chip puts the discharge FET on only once the load has come
    /// up to within its set distance, which it looks at four times a second.
    /// </summary>
    public sealed class Bq76952Switches : IPowerSwitch, IPrecharge
    {
        /// <summary>
        /// Time in ms from looking at the load to looking again (SLUUBY2B, 5.2.3.2.2: 250), with a scan's length for when the chip acts.
        /// </summary>
        public const int Look_ms = 250 + Bq76952CellMonitor.Scan_ms;

        /// <summary>
        /// What the chip's readings of stack and load may differ by from those of others, in mV: they are a fifth of a second old.
        /// </summary>
        public const int Reading_mV = 500;

        private readonly Bq76952Link _link;
        private readonly CrcRead _fets = new CrcRead(Bq76952Registers.FetStatus, 1);
        private readonly CrcRead _current = new CrcRead(Bq76952Registers.CurrentCc2, 2);
        private readonly CrcRead _load = new CrcRead(Bq76952Registers.LoadPin, 2);
        private bool _charge;
        private bool _discharge;
        private bool _precharge;

        /// <summary>
        /// For a chip that puts the discharge FET on when the load is within <paramref name="prechargeDelta_mV"/>; 0 = without precharge.
        /// </summary>
        public Bq76952Switches(Bq76952Link link, int prechargeDelta_mV)
        {
            _link = link;
            Follow_ms = prechargeDelta_mV > 0 ? Look_ms : 0;
            ClosesWithin_mV = prechargeDelta_mV > 0 ? prechargeDelta_mV - Reading_mV : int.MaxValue;
        }

        /// <summary>The chip's next look at the load, if it looks.</summary>
        public int Follow_ms { get; }

        /// <summary>What the chip waits for, and closer by what two readings may differ.</summary>
        public int ClosesWithin_mV { get; }

        /// <summary>Allows or holds open both FETs; two transfers.</summary>
        public bool TrySet(bool chargeClosed, bool dischargeClosed)
        {
            _charge = chargeClosed;
            _discharge = dischargeClosed;
            return TryCommand();
        }

        /// <summary>Allows or holds open the precharge FET; it closes only while the discharge FET has not.</summary>
        public bool TrySet(bool closed)
        {
            _precharge = closed;
            return TryCommand();
        }

        /// <summary>
        /// What the chip's drivers really do. A FET that the chip has closed against its command because current flows through its body
        /// diode counts as open: it lets nothing through that the diode did not, and the chip opens it when that current ends.
        /// </summary>
        public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
        {
            chargeClosed = false;
            dischargeClosed = false;
            if (!_link.Port.TryRead(_fets))
            {
                return false;
            }

            chargeClosed = (_fets.Byte(0) & Bq76952Registers.ChargeFet) != 0;
            dischargeClosed = (_fets.Byte(0) & Bq76952Registers.DischargeFet) != 0;
            if ((chargeClosed && !_charge) || (dischargeClosed && !_discharge))
            {
                if (!_link.Port.TryRead(_current))
                {
                    return false;
                }

                int current_mA = _current.SignedWord(0);
                chargeClosed = chargeClosed && (_charge || current_mA > -Bq76952Settings.BodyDiode_mA / 2);
                dischargeClosed = dischargeClosed && (_discharge || current_mA < Bq76952Settings.BodyDiode_mA / 2);
            }

            return true;
        }

        /// <summary>Reads the voltage behind the FETs at the LD pin, in steps of 10 mV; renewed every third scan, 0.2 s.</summary>
        public bool TryReadLoad(out int load_mV)
        {
            bool read = _link.Port.TryRead(_load);
            load_mV = read ? _load.SignedWord(0) * 10 : 0;
            return read;
        }

        private bool TryCommand()
        {
            int off = (_charge ? 0 : Bq76952Registers.ChargeOff)
                | (_discharge ? 0 : Bq76952Registers.DischargeOff)
                | (_precharge || _discharge ? 0 : Bq76952Registers.PredischargeOff)
                | Bq76952Registers.PrechargeOff;
            return _link.TryWrite(Bq76952Registers.FetControl, 1, off);
        }
    }
}

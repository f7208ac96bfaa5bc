using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// BQ76940 as the second level: over- and under-voltage, discharge over-current and short circuit. It holds a fault until the host
    /// clears it, so the return is here: a cell's after all cells are back inside by the return voltage, a current's after it was held for
    /// some readings. Its settings need no mode of their own; one that differs is written at once.
    /// </summary>
    public sealed class Bq76940Protector : IProtector
    {
        /// <summary>Readings with a current's fault, or one of the chip itself, before it is cleared.</summary>
        public const int HeldReadings = 5;

        private readonly Bq76940Link _link;
        private readonly Bq76940Settings _settings;
        private readonly CrcRead _status = new CrcRead(Bq76940Registers.Status, Bq76940Registers.CounterConfiguration + 1);
        private readonly CrcRead _registers = new CrcRead(Bq76940Settings.First, Bq76940Settings.Count);
        private readonly CrcRead _cells = new CrcRead(Bq76940Registers.Cell1, 2 * Bq76940Link.Cells);
        private bool _filled;
        private bool _unset;
        private bool _wrote;
        private int _held;

        public Bq76940Protector(Bq76940Link link, Bq76940Settings settings)
        {
            _link = link;
            _settings = settings;
        }

        /// <summary>Settings found different since start; those after a reset of the chip count as well.</summary>
        public int Mended { get; private set; }

        /// <summary>It does not protect against charge currents and temperatures, and does not watch its host.</summary>
        public ProtectorTrip Kinds
        {
            get
            {
                return ProtectorTrip.CellOverVoltage | ProtectorTrip.CellUnderVoltage | ProtectorTrip.DischargeOverCurrent
                    | ProtectorTrip.ShortCircuit | ProtectorTrip.Permanent | ProtectorTrip.Reset;
            }
        }

        /// <summary>It has no sleep from which it wakes by itself.</summary>
        public int AsleepScan_ms
        {
            get { return 0; }
        }

        /// <summary>Nothing to do.</summary>
        public bool TryAllowSleep(bool allowed)
        {
            return true;
        }

        /// <summary>
        /// Reads what has tripped, and clears what is over. A reset that the audit has found and mended between two looks is told once.
        /// </summary>
        public bool TryReadTrips(out ProtectorTrip trips)
        {
            trips = ProtectorTrip.None;
            if (!_link.Port.TryRead(_status))
            {
                return false;
            }

            int faults = _status.Byte(0) & Bq76940Registers.Faults;
            trips = When(faults, Bq76940Registers.OverVoltage, ProtectorTrip.CellOverVoltage)
                | When(faults, Bq76940Registers.UnderVoltage, ProtectorTrip.CellUnderVoltage)
                | When(faults, Bq76940Registers.OverCurrent, ProtectorTrip.DischargeOverCurrent)
                | When(faults, Bq76940Registers.ShortCircuit, ProtectorTrip.ShortCircuit)
                | When(faults, Bq76940Registers.ChipFault | Bq76940Registers.AlertOverridden, ProtectorTrip.Permanent);

            // A register that must hold a number of its own says whether the settings are still there.
            bool set = _status.Byte(Bq76940Registers.CounterConfiguration) == Bq76940Registers.CounterConfigurationWanted;
            _unset = _filled && !set;
            trips |= _unset || _wrote ? ProtectorTrip.Reset : ProtectorTrip.None;
            _wrote = false;
            return faults == 0 || TryRelease(faults);
        }

        /// <summary>All settings in one transfer; the ones that differ are written, which moves no switch: nothing waits.</summary>
        public bool TryAudit(bool conducts, out bool differed)
        {
            differed = false;
            if (!_link.TryTrim() || !_link.Port.TryRead(_registers))
            {
                return false;
            }

            bool first = !_filled;
            if (first)
            {
                _settings.Fill(_link.Gain_uV, _link.Offset_mV);
                _filled = true;
            }

            bool written = true;
            for (int i = 0; i < Bq76940Settings.Count; i++)
            {
                int found = _registers.Byte(i);
                if ((found & _settings.Mask(i)) != _settings.Value(i))
                {
                    differed = true;
                    Mended++;
                    _wrote = _wrote || (!first && !_unset && Bq76940Settings.First + i == Bq76940Registers.CounterConfiguration);
                    int kept = i == 1 ? found & Bq76940Registers.Switches : 0;
                    written = _link.TryWrite(Bq76940Settings.First + i, _settings.Value(i) | kept) && written;
                }
            }

            return written;
        }

        private static ProtectorTrip When(int faults, int bits, ProtectorTrip trip)
        {
            return (faults & bits) != 0 ? trip : ProtectorTrip.None;
        }

        private bool TryRelease(int faults)
        {
            int over = 0;
            int ofCells = faults & (Bq76940Registers.OverVoltage | Bq76940Registers.UnderVoltage);
            if (ofCells != 0 && _filled)
            {
                if (!_link.Port.TryRead(_cells))
                {
                    return false;
                }

                over = OfCellsOver(ofCells);
            }

            int others = faults & ~ofCells;
            _held = others == 0 ? 0 : _held + 1;
            if (_held >= HeldReadings)
            {
                over |= others;
                _held = 0;
            }

            return over == 0 || _link.TryClear(over);
        }

        private int OfCellsOver(int faults)
        {
            int highest_mV = 0;
            int lowest_mV = 9999;
            for (int cell = 0; cell < Bq76940Link.Cells; cell++)
            {
                int cell_mV = _link.ToMillivolt(_cells.BigEndianWord(2 * cell) & 0x3FFF);
                highest_mV = cell_mV > highest_mV ? cell_mV : highest_mV;
                lowest_mV = cell_mV < lowest_mV ? cell_mV : lowest_mV;
            }

            int back_mV = _settings.Held.CellReturn_mV;
            int over = highest_mV < _settings.Held.CellOver_mV - back_mV ? Bq76940Registers.OverVoltage : 0;
            over |= lowest_mV > _settings.Held.CellUnder_mV + back_mV ? Bq76940Registers.UnderVoltage : 0;
            return over & faults;
        }
    }
}

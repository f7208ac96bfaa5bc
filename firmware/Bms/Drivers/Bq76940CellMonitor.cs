using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Fifteen cells of a BQ76940 in one transfer. Its converter and its coulomb counter both need 250 ms, so the counter's flag tells a
    /// new scan from the last one read again, which gets the quality Frozen.
    /// </summary>
    public sealed class Bq76940CellMonitor : ICellMonitor
    {
        /// <summary>Time from one scan to the next in ms, with 2 % for its clock.</summary>
        public const int Scan_ms = 255;

        /// <summary>Worst-case error of a cell in mV from -40 to 85 degC; SLUSBK2I, section 7.5.</summary>
        public const int Error_mV = 40;

        /// <summary>What 14 bits cannot exceed, and a cell never is.</summary>
        private const int Highest_mV = 5500;

        private readonly Bq76940Link _link;
        private readonly CrcRead _status = new CrcRead(Bq76940Registers.Status, 1);
        private readonly CrcRead _block = new CrcRead(Bq76940Registers.Cell1, 2 * Bq76940Link.Cells);
        private bool _owed;

        public Bq76940CellMonitor(Bq76940Link link)
        {
            _link = link;
        }

        /// <summary>Fifteen.</summary>
        public int CellCount
        {
            get { return Bq76940Link.Cells; }
        }

        /// <summary>The same as of a cell.</summary>
        public int MeanAccuracy_mV
        {
            get { return Error_mV; }
        }

        /// <summary>The same for each cell.</summary>
        public int Accuracy_mV(int cell)
        {
            return Error_mV;
        }

        /// <summary>Three transfers: is there a new scan, clear the bit that says so, read all cells.</summary>
        public void ReadCells(int[] cell_mV, Quality[] quality)
        {
            Quality all = ReadScan();
            for (int cell = 0; cell < Bq76940Link.Cells; cell++)
            {
                quality[cell] = all;
                int value_mV = _link.ToMillivolt(_block.BigEndianWord(2 * cell) & 0x3FFF);
                if (all == Quality.Good && value_mV > Highest_mV)
                {
                    quality[cell] = Quality.Saturated;
                }
                else if (all == Quality.Good)
                {
                    cell_mV[cell] = value_mV;
                }
            }
        }

        private Quality ReadScan()
        {
            if (!_link.TryTrim() || !_link.Port.TryRead(_status))
            {
                return Quality.BusError;
            }

            bool isNew = (_status.Byte(0) & Bq76940Registers.CounterReady) != 0;
            if (!isNew && !_owed)
            {
                return Quality.Frozen;
            }

            // A scan whose cells could not be read is read in the next cycle: the one after it is a quarter of a second away.
            _owed = true;
            if (isNew && !_link.TryClear(Bq76940Registers.CounterReady))
            {
                return Quality.BusError;
            }

            _owed = !_link.Port.TryRead(_block);
            return _owed ? Quality.BusError : Quality.Good;
        }
    }
}

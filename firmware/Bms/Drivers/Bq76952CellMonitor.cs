using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Cell voltages of a BQ76952, all of them in one transfer. The chip scans by itself; a bit that each scan sets and this class clears
    /// tells a new sample from the last one read again, which gets the quality Frozen. How old a sample may be by design depends on what
    /// the chip does: see the ages below.
    /// </summary>
    public sealed class Bq76952CellMonitor : ICellMonitor
    {
        /// <summary>
        /// Longest time in ms from one scan to the next: 21 slots of 3 ms (SLUUBY2B, section 4.1.1) at a clock 2.5 % slow; asleep the
        /// Voltage Time of 5 s and a scan, and a second more after waking up.
        /// </summary>
        public const int Scan_ms = 65;
        public const int AsleepScan_ms = 6100;

        /// <summary>Worst-case error of a cell in mV from -40 to 85 degC; SLUSE13B, section 7.20.</summary>
        public const int Error_mV = 15;

        /// <summary>Beyond this the converter is at its end: it is made for 5.5 V and shows -6.06 V above 6.06 V (section 4.1).</summary>
        private const int Highest_mV = 5500;
        private const int Lowest_mV = -200;

        // Where the last input stands in the block.
        private const int LastInputAt = 60;

        private readonly CrcPort _port;
        private readonly int _cells;
        private readonly CrcRead _alarm = new CrcRead(Bq76952Registers.AlarmStatus, 2);
        private readonly CrcWrite _clear = new CrcWrite(Bq76952Registers.AlarmStatus, 2);
        private readonly CrcRead _block = new CrcRead(Bq76952Registers.Cell1, 32);

        /// <summary>For <paramref name="cells"/> cells, 3 to 16.</summary>
        public Bq76952CellMonitor(CrcPort port, int cells)
        {
            _port = port;
            _cells = cells;
            _clear.SetWord(0, Bq76952Registers.ScanDone);
        }

        /// <summary>As constructed.</summary>
        public int CellCount
        {
            get { return _cells; }
        }

        /// <summary>Worst-case error of the mean: the reference is common to all cells.</summary>
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
            if (all == Quality.Good)
            {
                Decode(cell_mV, quality);
                return;
            }

            for (int cell = 0; cell < _cells; cell++)
            {
                quality[cell] = all;
            }
        }

        // Two bytes with a CRC behind each, and the topmost cell on the last input.
        private void Decode(int[] cell_mV, Quality[] quality)
        {
            byte[] good = _block.Good;
            int last = _cells - 1;
            for (int cell = 0; cell <= last; cell++)
            {
                int at = cell == last ? LastInputAt : 4 * cell;
                int value_mV = ((sbyte)good[at + 2] << 8) | good[at];
                if (value_mV <= Highest_mV && value_mV >= Lowest_mV)
                {
                    quality[cell] = Quality.Good;
                    cell_mV[cell] = value_mV;
                }
                else
                {
                    quality[cell] = value_mV > Highest_mV || value_mV < -Highest_mV ? Quality.Saturated : Quality.OutOfRange;
                }
            }
        }

        // Cleared before the cells are read: a scan that ends in between sets the bit again and is read once more, never missed.
        private Quality ReadScan()
        {
            if (!_port.TryRead(_alarm))
            {
                return Quality.BusError;
            }

            if ((_alarm.Word(0) & Bq76952Registers.ScanDone) == 0)
            {
                return Quality.Frozen;
            }

            return _port.TryWrite(_clear) && _port.TryRead(_block) ? Quality.Good : Quality.BusError;
        }
    }
}

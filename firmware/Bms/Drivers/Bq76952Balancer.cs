using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Bleeds cells through the switches inside a BQ76952. The chip pauses it for each measurement, ends it by itself 20 s after the last
    /// command, and at once on an alert, a fault or CONFIG_UPDATE; SLUUBY2B, chapter 10.
    /// </summary>
    public sealed class Bq76952Balancer : IBalancer
    {
        private readonly Bq76952Link _link;
        private readonly int _cells;

        /// <summary>
        /// For <paramref name="cells"/> cells that each lose <paramref name="current_mA"/> through the board's filter resistors, of which
        /// <paramref name="mostAtOnce"/> may do so within the heat of chip and board.
        /// </summary>
        public Bq76952Balancer(Bq76952Link link, int cells, int current_mA, int mostAtOnce)
        {
            _link = link;
            _cells = cells;
            Current_mA = current_mA;
            MostAtOnce = mostAtOnce;
        }

        /// <summary>As constructed.</summary>
        public int Current_mA { get; }

        /// <summary>As constructed.</summary>
        public int MostAtOnce { get; }

        /// <summary>Cell Balance Interval, 20 s.</summary>
        public int Expiry_ms
        {
            get { return 20000; }
        }

        /// <summary>Commands which cells bleed; the chip may take a second until they do.</summary>
        public bool TryBleed(bool[] cells)
        {
            int mask = 0;
            for (int cell = 0; cell < _cells; cell++)
            {
                mask |= cells[cell] ? 1 << Bq76952Registers.Input(cell, _cells) : 0;
            }

            return _link.TryWrite(Bq76952Registers.ActiveCells, 2, mask);
        }

        /// <summary>Asks the chip which cells bleed.</summary>
        public bool TryReadBleeding(bool[] cells)
        {
            if (!_link.TryAsk(Bq76952Registers.ActiveCells) || _link.AnswerLength != 2)
            {
                return false;
            }

            int mask = _link.Word(0);
            for (int cell = 0; cell < _cells; cell++)
            {
                cells[cell] = (mask & (1 << Bq76952Registers.Input(cell, _cells))) != 0;
            }

            return true;
        }
    }
}

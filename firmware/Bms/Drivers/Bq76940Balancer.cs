using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Bleeds cells through the switches inside a BQ76940. Two neighbours of one group of five must not bleed together (SLUSBK2I, section
    /// 8.3.1.3.3), so of neighbours one waits; who waits changes with each pause. The chip never ends it by itself.
    /// </summary>
    public sealed class Bq76940Balancer : IBalancer
    {
        private const int Group = 5;

        private readonly Bq76940Link _link;
        private readonly CrcRead _bleeding = new CrcRead(Bq76940Registers.Balancing1, 3);
        private readonly int[] _group = new int[3];
        private bool _fromAbove;
        private bool _bled;

        /// <summary>A bleeding cell loses <paramref name="current_mA"/>; see the port for the other.</summary>
        public Bq76940Balancer(Bq76940Link link, int current_mA, int mostAtOnce)
        {
            _link = link;
            Current_mA = current_mA;
            MostAtOnce = mostAtOnce;
        }

        /// <summary>As constructed.</summary>
        public int Current_mA { get; }

        /// <summary>As constructed.</summary>
        public int MostAtOnce { get; }

        /// <summary>Never: whoever bleeds must end it.</summary>
        public int Expiry_ms
        {
            get { return int.MaxValue; }
        }

        /// <summary>Commands which cells bleed, and takes off those that wait for a neighbour; three transfers.</summary>
        public bool TryBleed(bool[] cells)
        {
            bool told = true;
            bool any = false;
            for (int group = 0; group < 3; group++)
            {
                _group[group] = Choose(cells, group * Group);
                any = any || _group[group] != 0;
                told = _link.TryWrite(Bq76940Registers.Balancing1 + group, _group[group]) && told;
            }

            // As long as some bleed, the same command has to give the same cells: it is read back.
            _fromAbove = any || !_bled ? _fromAbove : !_fromAbove;
            _bled = any;
            return told;
        }

        /// <summary>Reads which cells bleed.</summary>
        public bool TryReadBleeding(bool[] cells)
        {
            if (!_link.Port.TryRead(_bleeding))
            {
                return false;
            }

            for (int cell = 0; cell < Bq76940Link.Cells; cell++)
            {
                cells[cell] = (_bleeding.Byte(cell / Group) & (1 << (cell % Group))) != 0;
            }

            return true;
        }

        private int Choose(bool[] cells, int first)
        {
            int bits = 0;
            for (int i = 0; i < Group; i++)
            {
                int cell = _fromAbove ? Group - 1 - i : i;
                int neighbours = (1 << (cell + 1)) | ((1 << cell) >> 1);
                cells[first + cell] = cells[first + cell] && (bits & neighbours) == 0;
                bits |= cells[first + cell] ? 1 << cell : 0;
            }

            return bits;
        }
    }
}

namespace Bms.Anomaly
{
    /// <summary>
    /// The median of the usable cells. The order of the last frame is kept and mended: between two frames few cells change places.
    /// </summary>
    public sealed class CellOrder
    {
        private readonly byte[] _order;
        private readonly short[] _sorted_mV;

        public CellOrder(int cells)
        {
            _order = new byte[cells];
            _sorted_mV = new short[cells];
            for (int i = 0; i < cells; i++)
            {
                _order[i] = (byte)i;
            }
        }

        /// <summary>Median in mV of the cells that may be believed, 0 when there are none.</summary>
        public float Median_mV(int[] cell_mV, bool[] usable, int usableCells)
        {
            Sort(cell_mV, usable);
            if (usableCells == 0)
            {
                return 0f;
            }

            int middle = usableCells / 2;
            int twice_mV = (usableCells & 1) != 0 ? 2 * _sorted_mV[middle] : _sorted_mV[middle - 1] + _sorted_mV[middle];
            return twice_mV * 0.5f;
        }

        // Insertion sort of the values in last time's order; what is not usable sorts to the end.
        private void Sort(int[] cell_mV, bool[] usable)
        {
            byte[] order = _order;
            short[] sorted_mV = _sorted_mV;
            for (int n = 0; n < order.Length; n++)
            {
                byte cell = order[n];
                short value_mV = usable[cell] ? (short)cell_mV[cell] : short.MaxValue;
                int at = n;
                while (at > 0 && sorted_mV[at - 1] > value_mV)
                {
                    sorted_mV[at] = sorted_mV[at - 1];
                    order[at] = order[at - 1];
                    at--;
                }

                sorted_mV[at] = value_mV;
                order[at] = cell;
            }
        }
    }
}

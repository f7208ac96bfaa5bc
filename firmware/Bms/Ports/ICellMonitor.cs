namespace Bms.Ports
{
    /// <summary>Measures the voltage of every cell of a pack.</summary>
    public interface ICellMonitor
    {
        /// <summary>Number of cells, cell 1 first.</summary>
        int CellCount { get; }

        /// <summary>
        /// Measures all cells once. Writes each cell's voltage in mV and its quality (Good, BusError, Saturated, OutOfRange).
        /// A cell that could not be read keeps its old value and gets BusError.
        /// </summary>
        void ReadCells(int[] cell_mV, Quality[] quality);

        /// <summary>Worst-case error of the mean of all cells in mV over temperature and life.</summary>
        int MeanAccuracy_mV { get; }

        /// <summary>Worst-case error of a cell's voltage in mV over temperature and life; the limits are tightened by it.</summary>
        int Accuracy_mV(int cell);
    }
}

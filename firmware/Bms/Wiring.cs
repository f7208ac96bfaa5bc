using Bms.Config;

namespace Bms
{
    /// <summary>Whether a board's ports fit its pack, and how well they measure it.</summary>
    public static class Wiring
    {
        private const int CoarsestAccuracy_mV = 200;
        private const int SlowestConversion_ms = 300;

        /// <summary>Null, or what does not fit, as one sentence.</summary>
        public static string Mistake(PackConfig pack, BmsPorts ports)
        {
            if (ports.Cells.CellCount != pack.CellCount || ports.Probes.Length != pack.ProbeCount)
            {
                return "the board measures another number of cells or probes than the pack has";
            }

            for (int cell = 0; cell < pack.CellCount; cell++)
            {
                if (ports.Cells.Accuracy_mV(cell) < 0 || ports.Cells.Accuracy_mV(cell) > CoarsestAccuracy_mV)
                {
                    return "the board must measure each cell to 0 to 200 mV";
                }
            }

            // The rows of the temperatures count on it: their delay in time, and the release of a lost probe.
            for (int probe = 0; probe < pack.ProbeCount; probe++)
            {
                if (ports.Probes[probe].Conversion_ms < 0 || ports.Probes[probe].Conversion_ms > SlowestConversion_ms)
                {
                    return "a temperature probe must convert within 300 ms";
                }
            }

            return null;
        }

        /// <summary>Worst-case error of each cell's voltage in mV.</summary>
        public static int[] CellAccuracy_mV(BmsPorts ports)
        {
            int[] accuracy_mV = new int[ports.Cells.CellCount];
            for (int cell = 0; cell < accuracy_mV.Length; cell++)
            {
                accuracy_mV[cell] = ports.Cells.Accuracy_mV(cell);
            }

            return accuracy_mV;
        }

        /// <summary>That of the cell that is measured worst.</summary>
        public static int WorstAccuracy_mV(BmsPorts ports)
        {
            int worst_mV = 0;
            for (int cell = 0; cell < ports.Cells.CellCount; cell++)
            {
                int accuracy_mV = ports.Cells.Accuracy_mV(cell);
                worst_mV = accuracy_mV > worst_mV ? accuracy_mV : worst_mV;
            }

            return worst_mV;
        }
    }
}

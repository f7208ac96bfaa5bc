using Bms.Ports;
using Bms.Storage;

namespace Bms.Boards
{
    /// <summary>
    /// The corrections of a board: those that it is given now, or else those that it was given once and has remembered, so that a lost
    /// settings file does not make it a board that never was calibrated.
    /// </summary>
    public static class Calibration
    {
        /// <summary>
        /// Corrections in ppm, <paramref name="count"/> of them; null when the board has none. <paramref name="store"/> may be null or too
        /// small.
        /// </summary>
        public static int[] Of(int[] given_ppm, IStateStore store, int count)
        {
            if (given_ppm != null || !PackMemory.Fits(store))
            {
                return given_ppm;
            }

            PackMemory memory = new PackMemory(store);
            if (!memory.TryLoad())
            {
                return null;
            }

            int[] kept_ppm = new int[count];
            bool any = false;
            for (int i = 0; i < count && i < PackMemory.Calibrations; i++)
            {
                kept_ppm[i] = memory.Calibration_ppm[i];
                any = any || kept_ppm[i] != 0;
            }

            return any ? kept_ppm : null;
        }
    }
}

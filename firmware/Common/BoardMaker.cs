using System;
using Bms.Boards;
using Bms.Drivers;

namespace Bms.App
{
    /// <summary>Makes the controller of the board that the settings name: one app serves every board of its processor.</summary>
    public static class BoardMaker
    {
        // What a shunt of 2 % can be off by.
        private const int LargestShunt_ppm = 20000;

        /// <summary>
        /// The board of the setting "board", bench-4s without one. Throws ArgumentException when there is no such board, or when another
        /// setting of it is wrong.
        /// </summary>
        public static BmsController Create(
            BoardSettings settings, int i2cBusId, Bench4sPins bench, Pack16sPins pack, BoardTelemetry telemetry)
        {
            string board = settings == null ? null : settings.Find("board");
            BusyDelay delay = new BusyDelay();
            if (board == null || board == Bench4s.Name)
            {
                int[] taps_ppm = settings == null ? null : settings.TapCalibration_ppm(Ads1115CellMonitor.Cells);
                return Bench4s.Create(i2cBusId, bench, taps_ppm, delay, telemetry);
            }

            if (board == Pack16s.Name)
            {
                return Pack16s.Create(
                    i2cBusId, pack, Pack16s.Pack(), delay, telemetry, board, Pack16s.Front(), Shunt_ppm(settings));
            }

            if (board == Pack15s.Name)
            {
                return Pack16s.Create(
                    i2cBusId, pack, Pack15s.Pack(), delay, telemetry, board, Pack15s.Front(), Shunt_ppm(settings));
            }

            throw new ArgumentException(
                BoardSettings.Path + ": 'board' must be " + Bench4s.Name + ", " + Pack16s.Name + " or " + Pack15s.Name);
        }

        // Null without the setting: the board then remembers what it was given before.
        private static int[] Shunt_ppm(BoardSettings settings)
        {
            return settings.Find("shunt_ppm") == null
                ? null
                : new int[] { settings.Number("shunt_ppm", -LargestShunt_ppm, LargestShunt_ppm, 0) };
        }
    }
}

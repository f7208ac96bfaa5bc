using Bms.Chemistry;
using Bms.Config;
using Bms.Drivers;
using Bms.Ports;

namespace Bms.Boards
{
    /// <summary>
    /// pack-15s: the board of pack-16s with another chip at the cells, and with the fifteen cells that this one measures. Everything else,
    /// pins included, is that board's.
    /// </summary>
    public static class Pack15s
    {
        /// <summary>Its name.</summary>
        public const string Name = "pack-15s";

        /// <summary>The one line that names the chip between cells and switches.</summary>
        public static FrontChip Front()
        {
            return new Bq76940Front();
        }

        /// <summary>The pack with NMC cells.</summary>
        public static PackConfig Pack()
        {
            return Pack16s.PackOf(Nmc811.Create(), Front());
        }

        /// <summary>Joins the chips to a controller; see <see cref="Pack16s"/>.</summary>
        public static BmsController Create(int i2cBusId, Pack16sPins pins, PackConfig pack, IDelay delay, BoardTelemetry telemetry)
        {
            return Pack16s.Create(i2cBusId, pins, pack, delay, telemetry, Name, Front());
        }
    }
}

using System.Device.I2c;
using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// A make of chip between cells and switches: what a board must know to choose it, and how it is joined. A board names one in one line;
    /// all else that is the maker's own lies behind this class and in the drivers that it joins.
    /// </summary>
    public abstract class FrontChip
    {
        /// <summary>The maker's name of it.</summary>
        public abstract string Name { get; }

        /// <summary>Its I2C address, 0x08 to 0x77.</summary>
        public abstract int Address { get; }

        /// <summary>Most cells in series that it measures.</summary>
        public abstract int Cells { get; }

        /// <summary>Longest time in ms from one scan of the cells to the next while it is awake.</summary>
        public abstract int Scan_ms { get; }

        /// <summary>Worst-case error of a measured cell in mV over temperature and life.</summary>
        public abstract int Error_mV { get; }

        /// <summary>Worst-case error in mV of what trips at a cell's limit: a comparator's own, or that of the measured cell.</summary>
        public abstract int Comparator_mV { get; }

        /// <summary>
        /// Largest step of a cell's limit in mV, and of an over-current's across the shunt: where it rounds, it rounds by less.
        /// </summary>
        public abstract int CellStep_mV { get; }

        /// <inheritdoc cref="CellStep_mV"/>
        public abstract int ShuntStep_mV { get; }

        /// <summary>Mean current in mA that a full cell loses while it bleeds through the resistors that the chip wants.</summary>
        public abstract int Bleed_mA { get; }

        /// <summary>What one of them makes of limits that are asked for: in its own steps, 0 for what it cannot do at all.</summary>
        public abstract FrontLimits Hold(FrontLimits asked);

        /// <summary>Joins its drivers; talks to nothing yet.</summary>
        public abstract FrontEnd Join(I2cGuard guard, I2cDevice device, IDelay delay, FrontLimits limits, int mostBleeding);
    }
}

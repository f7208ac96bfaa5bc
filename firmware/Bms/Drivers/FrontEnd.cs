using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// What a board gets from the chip between its cells and its switches, whoever made the chip; <see cref="FrontChip"/> fills it.
    /// </summary>
    public sealed class FrontEnd
    {
        public ICellMonitor Cells;
        public IPowerSwitch Switches;
        public IProtector Protector;
        public IBalancer Balancer;

        /// <summary>Null for a chip without a switch for it.</summary>
        public IPrecharge Precharge;

        /// <summary>The thermistors at the chip's pins.</summary>
        public ITemperatureSensor[] Probes;

        /// <summary>What the chip holds of the limits that were asked for; some chips know it after their first audit only.</summary>
        public FrontLimits Held;
    }
}

using System.Device.I2c;
using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// What a board gets from the chip between its cells and its switches, whoever made the chip. A board names one of the makers below and
    /// knows nothing else of it.
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
        public Bq76952Limits Held;

        private FrontEnd()
        {
        }

        /// <summary>A BQ7695202 for 3 to 16 cells: protects against everything in the limits, and knows whether its host lives.</summary>
        public static FrontEnd Bq76952(
            I2cGuard guard, I2cDevice device, IDelay delay, Bq76952Limits limits, int bleed_mA, int mostBleeding)
        {
            Bq76952Link link = new Bq76952Link(new CrcPort(guard, device), delay);
            Bq76952Settings settings = new Bq76952Settings(limits);
            Bq76952Switches switches = new Bq76952Switches(link, settings.Held.PrechargeDelta_mV);
            FrontEnd made = new FrontEnd();
            made.Cells = new Bq76952CellMonitor(link.Port, limits.Cells);
            made.Switches = switches;
            made.Precharge = limits.PrechargeDelta_mV > 0 ? switches : null;
            made.Protector = new Bq76952Protector(link, settings);
            made.Balancer = new Bq76952Balancer(link, limits.Cells, bleed_mA, mostBleeding);
            made.Held = settings.Held;
            made.Probes = new ITemperatureSensor[limits.Thermistors];
            for (int i = 0; i < made.Probes.Length; i++)
            {
                made.Probes[i] = new Bq76952Probe(link.Port, Bq76952Registers.Ts1 + 2 * i);
            }

            return made;
        }

        /// <summary>
        /// A BQ76940 with CRC, for 15 cells: no limits for charge over-current and temperatures, no host watchdog, no precharge. A board
        /// with it leans on its external watchdog and its other sensors for these.
        /// </summary>
        public static FrontEnd Bq76940(I2cGuard guard, I2cDevice device, Bq76952Limits limits, int bleed_mA, int mostBleeding)
        {
            Bq76940Link link = new Bq76940Link(new CrcPort(guard, device, true));
            Bq76940Settings settings = new Bq76940Settings(limits);
            FrontEnd made = new FrontEnd();
            made.Cells = new Bq76940CellMonitor(link);
            made.Switches = new Bq76940Switches(link);
            made.Protector = new Bq76940Protector(link, settings);
            made.Balancer = new Bq76940Balancer(link, bleed_mA, mostBleeding);
            made.Held = settings.Held;
            made.Probes = new ITemperatureSensor[limits.Thermistors];
            for (int i = 0; i < made.Probes.Length; i++)
            {
                made.Probes[i] = new Bq76940Probe(link.Port, i + 1);
            }

            return made;
        }
    }
}

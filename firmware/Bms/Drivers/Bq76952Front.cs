using System.Device.I2c;
using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// A BQ7695202 for 3 to 16 cells: protects against everything in the limits, precharges, and knows whether its host lives. Filters of
    /// 20 ohm at its pins; figures from SLUSE13B and SLUUBY2B.
    /// </summary>
    public sealed class Bq76952Front : FrontChip
    {
        public override string Name
        {
            get { return "BQ76952"; }
        }

        public override int Address
        {
            get { return 0x08; }
        }

        public override int Cells
        {
            get { return 16; }
        }

        public override int Scan_ms
        {
            get { return Bq76952CellMonitor.Scan_ms; }
        }

        public override int Error_mV
        {
            get { return Bq76952CellMonitor.Error_mV; }
        }

        /// <summary>25 mV from -40 to 85 degC (SLUSE13B, section 7.20).</summary>
        public override int Comparator_mV
        {
            get { return 25; }
        }

        public override int CellStep_mV
        {
            get { return 50; }
        }

        public override int ShuntStep_mV
        {
            get { return 2; }
        }

        /// <summary>4.15 V through twice 20 ohm of filter and 28 ohm of switch.</summary>
        public override int Bleed_mA
        {
            get { return 61; }
        }

        public override FrontLimits Hold(FrontLimits asked)
        {
            return new Bq76952Settings(asked).Held;
        }

        public override FrontEnd Join(I2cGuard guard, I2cDevice device, IDelay delay, FrontLimits limits, int mostBleeding)
        {
            Bq76952Link link = new Bq76952Link(new CrcPort(guard, device), delay);
            Bq76952Settings settings = new Bq76952Settings(limits);
            Bq76952Switches switches = new Bq76952Switches(link, settings.Held.PrechargeDelta_mV);
            FrontEnd made = new FrontEnd();
            made.Cells = new Bq76952CellMonitor(link.Port, limits.Cells);
            made.Switches = switches;
            made.Precharge = limits.PrechargeDelta_mV > 0 ? switches : null;
            made.Protector = new Bq76952Protector(link, settings);
            made.Balancer = new Bq76952Balancer(link, limits.Cells, Bleed_mA, mostBleeding);
            made.Held = settings.Held;
            made.Probes = new ITemperatureSensor[limits.Thermistors];
            for (int i = 0; i < made.Probes.Length; i++)
            {
                made.Probes[i] = new Bq76952Probe(link.Port, Bq76952Registers.Ts1 + 2 * i);
            }

            return made;
        }
    }
}

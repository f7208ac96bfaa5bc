using System.Device.I2c;
using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// A BQ76940 with CRC, for 15 cells: no limits for charge over-current and temperatures, one for discharge over-current, no host
    /// watchdog, no precharge. A board with it leans on its firmware, its external watchdog and its fuse for these. Filters of 40 ohm at
    /// its pins; figures from SLUSBK2I.
    /// </summary>
    public sealed class Bq76940Front : FrontChip
    {
        private const int UsualGain_uV = 382;
        private const int UsualOffset_mV = 47;

        public override string Name
        {
            get { return "BQ76940"; }
        }

        public override int Address
        {
            get { return 0x08; }
        }

        public override int Cells
        {
            get { return Bq76940Link.Cells; }
        }

        public override int Scan_ms
        {
            get { return Bq76940CellMonitor.Scan_ms; }
        }

        public override int Error_mV
        {
            get { return Bq76940CellMonitor.Error_mV; }
        }

        /// <summary>It compares what it has measured, and the firmware reads the same: the error of both is one.</summary>
        public override int Comparator_mV
        {
            get { return Bq76940CellMonitor.Error_mV; }
        }

        /// <summary>16 steps of its converter, of 396 uV at most.</summary>
        public override int CellStep_mV
        {
            get { return 7; }
        }

        public override int ShuntStep_mV
        {
            get { return 6; }
        }

        /// <summary>4.15 V through twice 40 ohm of filter and 5 ohm of switch, in 70 % of the time (section 8.3.1.3.3).</summary>
        public override int Bleed_mA
        {
            get { return 34; }
        }

        /// <summary>With the trim of a usual chip; that of another moves a limit of a cell by less than a step.</summary>
        public override FrontLimits Hold(FrontLimits asked)
        {
            Bq76940Settings settings = new Bq76940Settings(asked);
            settings.Fill(UsualGain_uV, UsualOffset_mV);
            return settings.Held;
        }

        public override FrontEnd Join(I2cGuard guard, I2cDevice device, IDelay delay, FrontLimits limits, int mostBleeding)
        {
            Bq76940Link link = new Bq76940Link(new CrcPort(guard, device, true));
            Bq76940Settings settings = new Bq76940Settings(limits);
            FrontEnd made = new FrontEnd();
            made.Cells = new Bq76940CellMonitor(link);
            made.Switches = new Bq76940Switches(link);
            made.Protector = new Bq76940Protector(link, settings);
            made.Balancer = new Bq76940Balancer(link, Bleed_mA, mostBleeding);
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

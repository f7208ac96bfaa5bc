using System.Device.Gpio;
using Bms.Chemistry;
using Bms.Config;
using Bms.Drivers;
using Bms.Ports;
using Bms.Storage;
using Bms.Telemetry;

namespace Bms.Boards
{
    /// <summary>
    /// bench-4s: four 5 Ah NMC cells in series from breakout modules. This file is the truth about the board: its chips, their
    /// addresses, dividers, shunt and limits.
    /// </summary>
    public static class Bench4s
    {
        /// <summary>Its name.</summary>
        public const string Name = "bench-4s";

        /// <summary>I2C addresses.</summary>
        public const int CurrentAddress = 0x40;
        public const int CellsAddress = 0x48;
        public const int FirstProbeAddress = 0x18;
        public const int ChargerAddress = 0x6B;

        /// <summary>
        /// The pack: limits of the cells from their chemistry; currents of an LG M50 (charge 0.7C, discharge 1.5C at most) and of a
        /// current sensor that ends at 16 A.
        /// </summary>
        public static PackConfig Pack()
        {
            PackConfig pack = new PackConfig();
            pack.CellCount = 4;
            pack.ProbeCount = 4;
            pack.Capacity_mAh = 5000;
            pack.Chemistry = Nmc811.Create();
            pack.ChargeCurrent_mA = 2500;
            pack.ChargeOverCurrentWarning_mA = 3000;
            pack.ChargeOverCurrent_mA = 3500;
            pack.DischargeCurrent_mA = 7000;
            pack.DischargeOverCurrentWarning_mA = 7500;
            pack.DischargeOverCurrent_mA = 9000;
            pack.DischargePeakCurrent_mA = 14000;

            // Protector, fuse and four cut-offs are 30 mohm (16, 7.6 and 6), a board without them has none: 15 mohm, give or take as much.
            // At the 14 A of a peak that is 210 mV; 0.5 % of the INA219 at 16.8 V 84 mV, the topmost tap without calibration 60 mV.
            pack.BusPath_uohm = 15000;
            pack.SumTolerance_mV = 400;

            // The S-8254A leaves over-discharge at 3.00 V +-0.10 V; the rest is for the error of a tap.
            pack.ProtectorSleeps_mV = 3200;

            // After five minutes without a load, a charger or a request nobody stands beside the bench.
            pack.ParkAfter_ms = 300000;
            return pack;
        }

        /// <summary>
        /// Dividers of the taps, stack voltage over input voltage in permille: 10/10, 23.2/10, 34.8/10 and 43.2/10 kohm, of the E24 and E96
        /// rows. At cells of equal voltage the inputs see 0.50, 0.60, 0.67 and 0.75 of it: no two alike, so that a multiplexer that does
        /// not switch is seen at once. At 4.25 V a cell the highest input is at 3.20 V, 0.2 % of tolerance included: below its supply.
        /// </summary>
        public static int[] TapRatios_permille()
        {
            return new int[] { 2000, 3320, 4480, 5320 };
        }

        /// <summary>
        /// Joins the board's chips to a controller. <paramref name="tapCalibration_ppm"/> corrects each tap as found with a meter; null
        /// leaves what the board remembers of it, and one that never was calibrated has limits that are tighter by the larger error.
        /// <paramref name="telemetry"/> may be null: a board protects without it.
        /// </summary>
        public static BmsController Create(
            int i2cBusId, Bench4sPins pins, int[] tapCalibration_ppm, IDelay delay, BoardTelemetry telemetry)
        {
            return Create(i2cBusId, pins, tapCalibration_ppm, delay, telemetry, Pack());
        }

        /// <summary>The same for other cells: <paramref name="pack"/> says which, made from <see cref="Pack"/>.</summary>
        public static BmsController Create(
            int i2cBusId, Bench4sPins pins, int[] tapCalibration_ppm, IDelay delay, BoardTelemetry telemetry, PackConfig pack)
        {
            IStateStore store = telemetry == null ? null : telemetry.Store;
            int[] taps_ppm = Calibration.Of(tapCalibration_ppm, store, Ads1115CellMonitor.Cells);
            BmsPorts ports = Wire(i2cBusId, pins, taps_ppm, delay, pack);
            ports.Store = store;
            ports.Calibration_ppm = taps_ppm;
            TelemetryReporter reporter = telemetry == null ? null : telemetry.CreateReporter(Name, pack);
            return new BmsController(pack, ports, reporter);
        }

        private static BmsPorts Wire(int i2cBusId, Bench4sPins pins, int[] tapCalibration_ppm, IDelay delay, PackConfig pack)
        {
            GpioController gpio = new GpioController();
            GpioPowerSwitch switches = new GpioPowerSwitch(
                gpio, pins.ChargeGate, pins.DischargeGate, pins.ChargeState, pins.DischargeState);
            I2cGuard guard = new I2cGuard(switches);
            BusMap map = new BusMap(i2cBusId);
            RegisterPort cells = new RegisterPort(guard, map.Take(CellsAddress, "ADS1115"));
            RegisterPort charger = new RegisterPort(guard, map.Take(ChargerAddress, "BQ25798"));

            BmsPorts ports = new BmsPorts();
            ports.Bus = guard;
            ports.Switches = switches;
            ports.Cells = new Ads1115CellMonitor(cells, delay, TapRatios_permille(), tapCalibration_ppm);
            ports.Current = new Ina219CurrentSensor(new RegisterPort(guard, map.Take(CurrentAddress, "INA219")));
            ports.Charger = new Bq25798Charger(charger, gpio, pins.ChargerDisable, pack.CellCount);
            ports.Heartbeat = new GpioHeartbeat(gpio, pins.Heartbeat);
            ports.Probes = new ITemperatureSensor[pack.ProbeCount];
            for (int i = 0; i < pack.ProbeCount; i++)
            {
                ports.Probes[i] = new Mcp9808(new RegisterPort(guard, map.Take(FirstProbeAddress + i, "MCP9808")));
            }

            return ports;
        }
    }
}

using System;
using System.Device.Gpio;
using Bms.Chemistry;
using Bms.Config;
using Bms.Drivers;
using Bms.Ports;
using Bms.Telemetry;

namespace Bms.Boards
{
    /// <summary>
    /// pack-16s: 50 Ah blocks in series, ten LG M50 in parallel each, behind a chip that measures them and opens the switches without the
    /// firmware. This file is the truth about the board: its chips, their addresses, shunt and limits. The chip at the cells is one line;
    /// with another there, the board has as many cells as that one measures.
    /// </summary>
    public static class Pack16s
    {
        /// <summary>Its name.</summary>
        public const string Name = "pack-16s";

        /// <summary>I2C addresses; that of the chip at the cells is its own.</summary>
        public const int CurrentAddress = 0x40;
        public const int FirstProbeAddress = 0x48;
        public const int ChargerAddress = 0x60;

        /// <summary>Shunt that both chips look at: 140 A make 70 mV and 10 W.</summary>
        public const int Shunt_uohm = 500;

        /// <summary>Cells that bleed at once: 61 mA each heat chip and resistors by 2 W.</summary>
        public const int MostBleeding = 8;

        /// <summary>What the charger gives at an input of 4.096 V.</summary>
        public const int ChargerFullScale_mV = 81920;
        public const int ChargerFullScale_mA = 40960;

        private const int OfStack_mV = 460;
        private const int PrechargeDelta_mV = 2000;

        /// <summary>The one line that names the chip between cells and switches.</summary>
        public static FrontChip Front()
        {
            return new Bq76952Front();
        }

        /// <summary>The pack with NMC cells: currents of ten LG M50 in parallel (charge 0.7C, discharge 1.5C at most).</summary>
        public static PackConfig Pack()
        {
            return PackOf(Nmc811.Create());
        }

        /// <summary>The pack with cells of a chemistry.</summary>
        public static PackConfig PackOf(ChemistryProfile chemistry)
        {
            return PackOf(chemistry, Front());
        }

        /// <summary>The same with another chip at the cells.</summary>
        public static PackConfig PackOf(ChemistryProfile chemistry, FrontChip front)
        {
            PackConfig pack = new PackConfig();
            pack.CellCount = front.Cells;
            pack.ProbeCount = 4;
            pack.CellScan_ms = pack.InTicks_ms(front.Scan_ms);
            pack.Capacity_mAh = 50000;
            pack.Chemistry = chemistry;
            pack.ChargeCurrent_mA = 25000;
            pack.ChargeOverCurrentWarning_mA = 30000;
            pack.ChargeOverCurrent_mA = 35000;
            pack.DischargeCurrent_mA = 70000;
            pack.DischargeOverCurrentWarning_mA = 75000;
            pack.DischargeOverCurrent_mA = 90000;
            pack.DischargePeakCurrent_mA = 140000;

            // The error of each cell, 0.1 % of the INA228 at 68 V, 140 A through 2 mohm of wire, fuse and shunt; and a tenth more.
            pack.SumTolerance_mV = front.Cells * front.Error_mV + OfStack_mV;

            // A BQ76952 takes 0.3 mA awake and a tenth of that asleep: 45 mAh a week. Another chip may not sleep at all.
            pack.SleepAfter_s = 600;
            return pack;
        }

        /// <summary>
        /// What the chip is asked to hold: the limits that follow from the pack, a step of the chip further away where it rounds towards
        /// the firmware's own.
        /// </summary>
        public static FrontLimits Limits(PackConfig pack)
        {
            return Limits(pack, Front());
        }

        /// <summary>The same for another chip.</summary>
        public static FrontLimits Limits(PackConfig pack, FrontChip front)
        {
            ChipLimits from = new ChipLimits(pack, front.Comparator_mV);
            int currentStep_mA = front.ShuntStep_mV * 1000000 / Shunt_uohm - 1;
            FrontLimits limits = new FrontLimits();
            limits.Cells = pack.CellCount;
            limits.Shunt_uohm = Shunt_uohm;
            limits.CellOver_mV = from.CellOver_mV + front.CellStep_mV;
            limits.CellOverDelay_ms = from.CellDelay_ms;
            limits.CellUnder_mV = from.CellUnder_mV - front.CellStep_mV;
            limits.CellUnderDelay_ms = from.CellDelay_ms;
            limits.ChargeOver_mA = from.ChargeOver_mA + currentStep_mA;
            limits.ChargeOverDelay_ms = from.OverCurrentDelay_ms;
            limits.DischargeOver_mA = from.DischargeOver_mA + currentStep_mA;
            limits.DischargeOverDelay_ms = from.OverCurrentDelay_ms;
            limits.DischargeFast_mA = from.DischargeFast_mA + currentStep_mA;
            limits.DischargeFastDelay_ms = from.FastDelay_ms;
            limits.Short_mA = from.Short_mA;
            limits.ShortDelay_us = from.ShortDelay_us;
            limits.ChargeHot_degC = from.ChargeHot_ddegC / 10;
            limits.ChargeCold_degC = from.ChargeCold_ddegC / 10;
            limits.DischargeHot_degC = from.DischargeHot_ddegC / 10;
            limits.DischargeCold_degC = from.DischargeCold_ddegC / 10;
            limits.TemperatureDelay_s = from.TemperatureDelay_ms / 1000 + 1;
            limits.HostSilent_s = from.HostSilent_ms / 1000;
            limits.PrechargeDelta_mV = PrechargeDelta_mV;
            return limits;
        }

        /// <summary>Joins the chips to a controller. <paramref name="telemetry"/> may be null: a board protects without it.</summary>
        public static BmsController Create(int i2cBusId, Pack16sPins pins, PackConfig pack, IDelay delay, BoardTelemetry telemetry)
        {
            return Create(i2cBusId, pins, pack, delay, telemetry, Name, Front());
        }

        /// <summary>
        /// The same under another name with another chip at the cells. <paramref name="shunt_ppm"/> corrects the shunt as found with a
        /// meter, one number; null leaves what the board remembers of it. Throws ArgumentException with one sentence for a pack
        /// whose levels do not stand in their order with this chip.
        /// </summary>
        public static BmsController Create(int i2cBusId, Pack16sPins pins, PackConfig pack, IDelay delay, BoardTelemetry telemetry,
            string name, FrontChip front, int[] shunt_ppm = null)
        {
            string mistake = ChipLevels.Mistake(pack, front);
            if (mistake != null)
            {
                throw new ArgumentException(mistake);
            }

            IStateStore store = telemetry == null ? null : telemetry.Store;
            int[] kept_ppm = Calibration.Of(shunt_ppm, store, 1);
            BmsPorts ports = Wire(i2cBusId, pins, delay, pack, front, kept_ppm == null ? 0 : kept_ppm[0]);
            ports.Store = store;
            ports.Calibration_ppm = kept_ppm;
            TelemetryReporter reporter = telemetry == null ? null : telemetry.CreateReporter(name, pack);
            return new BmsController(pack, ports, reporter);
        }

        private static BmsPorts Wire(int i2cBusId, Pack16sPins pins, IDelay delay, PackConfig pack, FrontChip chip, int shunt_ppm)
        {
            GpioController gpio = new GpioController();
            GpioPowerSwitch clamps = new GpioPowerSwitch(
                gpio, pins.ChargeGate, pins.DischargeGate, pins.ChargeState, pins.DischargeState);
            I2cGuard guard = new I2cGuard(clamps);
            BusMap map = new BusMap(i2cBusId);
            FrontEnd front = chip.Join(guard, map.Take(chip.Address, chip.Name), delay, Limits(pack, chip), MostBleeding);
            BmsPorts ports = new BmsPorts();
            ports.Bus = guard;
            ports.Cells = front.Cells;
            ports.Protector = front.Protector;
            ports.Balancer = front.Balancer;
            ports.Precharge = front.Precharge;
            ports.Switches = new ClampedSwitches(clamps, front.Switches);
            ports.Current = new Ina228CurrentSensor(
                new RegisterPort(guard, map.Take(CurrentAddress, "INA228")), Shunt_uohm, shunt_ppm);
            ports.Charger = new ProgrammedCharger(
                new Mcp4728(guard, map.Take(ChargerAddress, "MCP4728")), gpio, pins.ChargerDisable, pins.ChargerSupply,
                pins.ChargerOutput, ChargerFullScale_mV, ChargerFullScale_mA);
            ports.Heartbeat = new GpioHeartbeat(gpio, pins.Heartbeat);
            ports.Probes = new ITemperatureSensor[pack.ProbeCount];
            for (int i = 0; i < pack.ProbeCount; i++)
            {
                ports.Probes[i] = new Tmp117(new RegisterPort(guard, map.Take(FirstProbeAddress + i, "TMP117")));
            }

            return ports;
        }
    }
}

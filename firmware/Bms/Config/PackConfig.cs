using Bms.Chemistry;

namespace Bms.Config
{
    /// <summary>What one pack is: its cells, its limits, its rates. Validated at start, unchanged afterwards.</summary>
    public sealed class PackConfig
    {
        /// <summary>Cells in series, 1 to 96.</summary>
        public int CellCount;

        /// <summary>Temperature probes, 1 to 96.</summary>
        public int ProbeCount;

        /// <summary>Rated capacity in mAh.</summary>
        public int Capacity_mAh;

        /// <summary>Limits and tables of the cells.</summary>
        public ChemistryProfile Chemistry;

        /// <summary>Where the pack is used.</summary>
        public ApplicationProfile Profile = ApplicationProfile.Bench;

        /// <summary>
        /// A vehicle's discharge current in mA (a magnitude) and time in ms after a sensor was lost, until a person asks again. The current
        /// may flow through the body diode of the charge switch: 0.8 W an ampere.
        /// </summary>
        public int LimpCurrent_mA;
        public int LimpTime_ms;

        /// <summary>Period of the loop in ms: one protection cycle.</summary>
        public int Tick_ms = 100;

        /// <summary>
        /// Longest time in ms from one new reading of the cells to the next, 10 to 400, in whole ticks: what is younger is fresh by design.
        /// </summary>
        public int CellScan_ms = 100;

        /// <summary>Constant charge current in mA at full temperature allowance.</summary>
        public int ChargeCurrent_mA;

        /// <summary>Discharge current in mA that the pack offers (a magnitude).</summary>
        public int DischargeCurrent_mA;

        /// <summary>Charge over-current in mA: warning and trip.</summary>
        public int ChargeOverCurrentWarning_mA;
        public int ChargeOverCurrent_mA;

        /// <summary>Discharge over-current in mA (magnitudes): warning, trip after three samples, trip after one.</summary>
        public int DischargeOverCurrentWarning_mA;
        public int DischargeOverCurrent_mA;
        public int DischargePeakCurrent_mA;

        /// <summary>
        /// Largest difference in mV between the sum of the cells and the bus voltage that errors of both can explain, and of the
        /// resistance between them; 10 to 10,000. What time between the two readings explains is taken off before, see SumCheck.
        /// </summary>
        public int SumTolerance_mV;

        /// <summary>Resistance in micro-ohm between taps and bus voltage, 0 to 100,000: the mean of what it may be.</summary>
        public int BusPath_uohm;

        /// <summary>
        /// Below this cell voltage in mV a protector between cells and bus may be asleep until a charger comes; 0 = there is none.
        /// </summary>
        public int ProtectorSleeps_mV;

        /// <summary>
        /// True = the board also looks for faults that no protection sees yet, warns, and charges more gently. Protections are the same
        /// with and without.
        /// </summary>
        public bool WatchesAnomalies = true;

        /// <summary>
        /// Time in ms within which the precharge resistor must fill the load, 100 to 10,000; read only where a board has one.
        /// </summary>
        public int PrechargeTime_ms = 2000;

        /// <summary>Time in ms that the resistor then cools, 0 to 60,000.</summary>
        public int PrechargeRest_ms = 5000;

        /// <summary>
        /// Time in ms after which a load that was cut off has lost more than a hundredth of its voltage, 1,000 to 600,000.
        /// </summary>
        public int LoadDecay_ms = 10000;

        /// <summary>
        /// Time in ms after which a pack that stands open and quiet is looked at once a second only, 1,000 to 86,400,000; 0 = never.
        /// See Parking.
        /// </summary>
        public int ParkAfter_ms;

        /// <summary>
        /// Time in s of standby after which a chip at the cells that can sleep may do so, 0 to 86,400; 0 = never.
        /// </summary>
        public int SleepAfter_s;

        /// <summary>Cycles a second, 1 to 100.</summary>
        public int TicksPerSecond
        {
            get { return Tick_ms > 0 ? 1000 / Tick_ms : 1; }
        }

        /// <summary>A time in ms, 0 or more, in whole ticks that are no shorter.</summary>
        public int InTicks_ms(int time_ms)
        {
            return Tick_ms > 0 ? (time_ms + Tick_ms - 1) / Tick_ms * Tick_ms : time_ms;
        }

        /// <summary>Returns null, or the first thing that is wrong, as one sentence.</summary>
        public string Validate()
        {
            if (CellCount < 1 || CellCount > 96 || ProbeCount < 1 || ProbeCount > 96)
            {
                return "cell and probe counts must be 1 to 96";
            }

            if (Capacity_mAh < 100 || Capacity_mAh > 1000000)
            {
                return "capacity must be 100 to 1,000,000 mAh";
            }

            if (Tick_ms < 10 || Tick_ms > 1000 || 1000 % Tick_ms != 0)
            {
                return "the tick must divide one second: 10 to 1000 ms";
            }

            if (CellScan_ms < 10 || CellScan_ms > 400)
            {
                return "the cells must be new every 10 to 400 ms";
            }

            if (!(0 < ChargeCurrent_mA && ChargeCurrent_mA < ChargeOverCurrentWarning_mA
                && ChargeOverCurrentWarning_mA < ChargeOverCurrent_mA))
            {
                return "charge currents must rise: charge, warning, trip";
            }

            if (!(0 < DischargeCurrent_mA && DischargeCurrent_mA < DischargeOverCurrentWarning_mA
                && DischargeOverCurrentWarning_mA < DischargeOverCurrent_mA && DischargeOverCurrent_mA < DischargePeakCurrent_mA))
            {
                return "discharge currents must rise: discharge, warning, trip, peak";
            }

            if (DischargePeakCurrent_mA > 2000000 || ChargeOverCurrent_mA > 2000000)
            {
                return "currents must be at most 2,000,000 mA";
            }

            bool limps = LimpCurrent_mA > 0 && LimpCurrent_mA <= DischargeCurrent_mA && LimpTime_ms >= 1000 && LimpTime_ms <= 600000;
            if (Profile == ApplicationProfile.Vehicle ? !limps : LimpCurrent_mA != 0 || LimpTime_ms != 0)
            {
                return "a vehicle, and nothing else, needs a limp current of at most its discharge current, for 1,000 to 600,000 ms";
            }

            if (SumTolerance_mV < 10 || SumTolerance_mV > 10000)
            {
                return "the sum tolerance must be 10 to 10,000 mV";
            }

            if (BusPath_uohm < 0 || BusPath_uohm > 100000)
            {
                return "the path to the bus voltage must be 0 to 100,000 micro-ohm";
            }

            if (ProtectorSleeps_mV < 0 || ProtectorSleeps_mV > 4000)
            {
                return "the voltage below which a protector may sleep must be 0 to 4,000 mV";
            }

            string mistake = MistakeOfTimes();
            if (mistake != null)
            {
                return mistake;
            }

            return Chemistry == null ? "the pack has no chemistry" : Chemistry.Validate();
        }

        private string MistakeOfTimes()
        {
            if (PrechargeTime_ms < 100 || PrechargeTime_ms > 10000 || PrechargeRest_ms < 0 || PrechargeRest_ms > 60000
                || LoadDecay_ms < 1000 || LoadDecay_ms > 600000)
            {
                return "a precharge must take 100 to 10,000 ms and rest 0 to 60,000 ms, a load lose its voltage in 1,000 to 600,000 ms";
            }

            if (ParkAfter_ms != 0 && (ParkAfter_ms < 1000 || ParkAfter_ms > 86400000))
            {
                return "a pack must be parked after 1,000 to 86,400,000 ms, or never";
            }

            return SleepAfter_s < 0 || SleepAfter_s > 86400 ? "the standby before a sleep must be 0 to 86,400 s" : null;
        }

        /// <summary>Every limit in a fixed order, for the digest that tells two configurations apart.</summary>
        public int[] Numbers()
        {
            ChemistryProfile c = Chemistry;
            return new int[]
            {
                CellCount, ProbeCount, Capacity_mAh, Tick_ms, SumTolerance_mV, ProtectorSleeps_mV,
                ChargeCurrent_mA, ChargeOverCurrentWarning_mA, ChargeOverCurrent_mA,
                DischargeCurrent_mA, DischargeOverCurrentWarning_mA, DischargeOverCurrent_mA, DischargePeakCurrent_mA,
                c.ChargeTarget_mV, c.Precharge_mV, c.DeepDischarge_mV,
                c.OverVoltageWarning_mV, c.OverVoltage_mV, c.OverVoltageRelease_mV,
                c.UnderVoltageWarning_mV, c.UnderVoltage_mV, c.UnderVoltageRelease_mV,
                c.ChargeHotWarning_ddegC, c.ChargeHot_ddegC, c.ChargeColdWarning_ddegC, c.ChargeCold_ddegC,
                c.DischargeHotWarning_ddegC, c.DischargeHot_ddegC, c.DischargeColdWarning_ddegC, c.DischargeCold_ddegC,
                c.TemperatureHysteresis_ddegC, (int)Profile, LimpCurrent_mA, LimpTime_ms,
                c.PrechargeCurrent_permille, c.EndCurrent_permille, WatchesAnomalies ? 1 : 0,
                PrechargeTime_ms, PrechargeRest_ms, LoadDecay_ms, CellScan_ms, ParkAfter_ms, SleepAfter_s, BusPath_uohm,
            };
        }
    }
}

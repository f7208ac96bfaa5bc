using Bms.Chemistry;
using Bms.Config;
using Bms.Ports;

namespace Bms.Protection
{
    /// <summary>
    /// Every protection of a pack, a row each, in the order of <see cref="Fault"/>. A delay counts fresh samples of the row's own
    /// signal: current and switches come each tick of 100 ms, cells at the rate of their chip (PackConfig.CellScan_ms), temperatures each
    /// 300 ms; an age is looked at each tick.
    /// A cell needs two fresh samples at least: a load step between two taps of a sequential scan fakes hundreds of mV on one.
    /// </summary>
    public sealed class ProtectionTable
    {
        /// <summary>The rows; row n has the fault number n.</summary>
        public readonly ProtectionRow[] Rows = new ProtectionRow[54];

        /// <summary>Rows that must be looked at: those behind it are about parts that this board does not have.</summary>
        public int Count { get; private set; }

        /// <summary>Times that limits have moved since the start: every row is then to be looked at once.</summary>
        public int Moved { get; private set; }

        private const ClearedBy Remote = ClearedBy.Remote, Person = ClearedBy.Person;

        private readonly bool _remoteClears;
        private int _aged_ms;

        public ProtectionTable(PackSample sample, PackConfig pack)
        {
            _remoteClears = pack.Profile != ApplicationProfile.Bench;
            AddVoltages(sample, pack);
            AddCurrents(sample, pack);
            AddChargeTemperatures(sample, pack.Chemistry);
            AddDischargeTemperatures(sample, pack.Chemistry);
            AddSensors(sample, pack);
            AddSwitches(sample);
            AddBoard(sample);
            AddPackParts(sample);
            AddProtector(sample);
            Fit(false, false, false, ProtectorTrip.None);
        }

        /// <summary>
        /// Says which parts the board has, and what its protector chip can trip on, None without one. The rows of the others keep their
        /// numbers and never trip; until this is called there are none.
        /// </summary>
        public void Fit(bool store, bool balancer, bool precharge, ProtectorTrip protector)
        {
            Fit(Fault.StateNotStored, Fault.StateNotStored, store);
            Fit(Fault.BalancerMismatch, Fault.BalancerMismatch, balancer);
            Fit(Fault.PrechargeFailed, Fault.SwitchStuckOpen, precharge);
            Fit(Fault.ProtectorCellOverVoltage, Fault.ProtectorReset, protector != ProtectorTrip.None);
            for (int row = 0; row < Rows.Length; row++)
            {
                bool known = Rows[row].Watch != Watch.Bits || (Rows[row].Limit[0] & (int)protector) != 0;
                Rows[row].Fitted = Rows[row].Fitted && known;
            }

            Count = Rows.Length;
            while (!Rows[Count - 1].Fitted)
            {
                Count--;
            }
        }

        /// <summary>The rows, bit n = row n, that this one may clear and may ask to flow again after.</summary>
        public long ClearableBy(ClearedBy who)
        {
            ClearedBy rights = who == ClearedBy.Remote && !_remoteClears ? ClearedBy.Automatic : who;
            long rows = 0;
            for (int i = 0; i < Rows.Length; i++)
            {
                rows |= Rows[i].ClearedBy <= rights ? 1L << i : 0L;
            }

            return rows;
        }

        /// <summary>The rows, bit n = row n, that only interrupt what was asked for.</summary>
        public long Interrupts
        {
            get
            {
                long rows = 0;
                for (int i = 0; i < Rows.Length; i++)
                {
                    rows |= Rows[i].Interrupts ? 1L << i : 0L;
                }

                return rows;
            }
        }

        /// <summary>True while a sample of any row lies beyond its limit, also one that has not tripped yet.</summary>
        public bool IsCounting
        {
            get
            {
                int row = 0;
                while (row < Count && (!Rows[row].Fitted || Rows[row].IsQuiet))
                {
                    row++;
                }

                return row < Count;
            }
        }

        /// <summary>Samples of the cells, and what is compared from them, may be so much older in ms, while their chip sleeps.</summary>
        public void LetCellsAge(int more_ms)
        {
            int by_ms = more_ms - _aged_ms;
            _aged_ms = more_ms;
            Moved++;
            Rows[(int)Fault.CellSensorLost].LetAge(by_ms);
            Rows[(int)Fault.CellSumSilent].LetAge(by_ms);
            Rows[(int)Fault.CellSpreadSilent].LetAge(by_ms);
        }

        // A slow chip's samples are means over its scan: fewer of them take as long, and two are the least.
        private static int OfCells(int samples, PackConfig pack)
        {
            int scan_ms = pack.CellScan_ms;
            int fewer = scan_ms > pack.Tick_ms ? (samples * pack.Tick_ms + scan_ms - 1) / scan_ms : samples;
            return fewer > 2 ? fewer : 2;
        }

        // Columns: fault, signal, watch, limit, release, delay and release in fresh samples, reaction, who clears it.
        private void AddVoltages(PackSample s, PackConfig p)
        {
            ChemistryProfile c = p.Chemistry;
            int three = OfCells(3, p);
            int five = OfCells(5, p);
            Signal v = s.Cell_mV;
            int full = c.OverVoltageRelease_mV;
            int refilled = c.UnderVoltageRelease_mV;
            Warn(Fault.CellOverVoltageWarning, v, Watch.Above, c.OverVoltageWarning_mV, full, three, 10);
            Add(Fault.CellOverVoltage, v, Watch.Above, c.OverVoltage_mV, full, three, 10, Reaction.StopCharge, Person);
            Warn(Fault.CellUnderVoltageWarning, v, Watch.Below, c.UnderVoltageWarning_mV, refilled, five, 10);
            Add(Fault.CellUnderVoltage, v, Watch.Below, c.UnderVoltage_mV, refilled, five, 10, Reaction.StopDischarge, Person);
            Latch(Fault.CellDeepDischarge, v, Watch.Below, c.DeepDischarge_mV, c.UnderVoltage_mV, five, 10, Person);
        }

        private void AddCurrents(PackSample s, PackConfig p)
        {
            int charge_mA = p.ChargeCurrent_mA;
            int discharge_mA = -p.DischargeCurrent_mA;
            Signal i = s.Current_mA;
            const Reaction Stop = Reaction.StopDischarge;
            Warn(Fault.ChargeOverCurrentWarning, i, Watch.Above, p.ChargeOverCurrentWarning_mA, charge_mA, 3, 10);
            Add(Fault.ChargeOverCurrent, i, Watch.Above, p.ChargeOverCurrent_mA, charge_mA, 3, 50, Reaction.StopCharge, Remote);
            Warn(Fault.DischargeOverCurrentWarning, i, Watch.Below, -p.DischargeOverCurrentWarning_mA, discharge_mA, 3, 10);
            Add(Fault.DischargeOverCurrent, i, Watch.Below, -p.DischargeOverCurrent_mA, discharge_mA, 3, 50, Stop, Remote);
            Add(Fault.DischargePeakCurrent, i, Watch.Below, -p.DischargePeakCurrent_mA, discharge_mA, 1, 50, Stop, Remote);
        }

        private void AddChargeTemperatures(PackSample s, ChemistryProfile c)
        {
            int h = c.TemperatureHysteresis_ddegC;
            int hot = c.ChargeHot_ddegC;
            int hotWarning = c.ChargeHotWarning_ddegC;
            int cold = c.ChargeCold_ddegC;
            int coldWarning = c.ChargeColdWarning_ddegC;
            Signal t = s.Temperature_ddegC;
            Warn(Fault.ChargeOverTemperatureWarning, t, Watch.Above, hotWarning, hotWarning - h, 2, 10);
            Add(Fault.ChargeOverTemperature, t, Watch.Above, hot, hot - h, 2, 10, Reaction.StopCharge, Remote);
            Warn(Fault.ChargeUnderTemperatureWarning, t, Watch.Below, coldWarning, coldWarning + h, 2, 10);
            Add(Fault.ChargeUnderTemperature, t, Watch.Below, cold, cold + h, 2, 10, Reaction.StopCharge, Remote);
        }

        private void AddDischargeTemperatures(PackSample s, ChemistryProfile c)
        {
            int h = c.TemperatureHysteresis_ddegC;
            int hot = c.DischargeHot_ddegC;
            int hotWarning = c.DischargeHotWarning_ddegC;
            int cold = c.DischargeCold_ddegC;
            int coldWarning = c.DischargeColdWarning_ddegC;
            Signal t = s.Temperature_ddegC;
            Warn(Fault.DischargeOverTemperatureWarning, t, Watch.Above, hotWarning, hotWarning - h, 2, 10);
            Add(Fault.DischargeOverTemperature, t, Watch.Above, hot, hot - h, 2, 10, Reaction.OpenAll, Remote);
            Warn(Fault.DischargeUnderTemperatureWarning, t, Watch.Below, coldWarning, coldWarning + h, 2, 10);
            Add(Fault.DischargeUnderTemperature, t, Watch.Below, cold, cold + h, 2, 10, Reaction.StopDischarge, Remote);
        }

        // A lost sensor counts as back when its samples have come in time for a second; a person clears a switch that did not follow.
        private void AddSensors(PackSample s, PackConfig p)
        {
            int sum_mV = p.SumTolerance_mV;
            int scan_ms = p.CellScan_ms;
            int hold_ms = PackSample.CellHoldAt_ms(scan_ms, p.Tick_ms);
            Lose(Fault.CellSensorLost, s.Cell_mV, Watch.Age, hold_ms, scan_ms, 1, 10, Remote);
            Lose(Fault.CurrentSensorLost, s.Current_mA, Watch.Age, PackSample.CurrentHold_ms, 100, 1, 10, Remote);
            Lose(Fault.BusVoltageLost, s.Bus_mV, Watch.Age, PackSample.BusHold_ms, 100, 1, 10, Remote);
            Lose(Fault.TemperatureSensorLost, s.Temperature_ddegC, Watch.Age, PackSample.ProbeHold_ms, 400, 1, 10, Remote);
            Lose(Fault.CellSumImplausible, s.SumError_mV, Watch.Above, sum_mV, sum_mV / 2, OfCells(3, p), 10, Person);
            Warn(Fault.CellSpreadWarning, s.Spread_mV, Watch.Above, 300, 200, OfCells(5, p), 10);
            Add(Fault.CellSpread, s.Spread_mV, Watch.Above, 600, 200, OfCells(5, p), 10, Reaction.OpenAll, Person);
            // Both come of the cells and the bus voltage: as old as these may be, and a little, before something else is wrong.
            Lose(Fault.CellSumSilent, s.SumError_mV, Watch.Age, 2500, scan_ms, 1, 10, Remote);
            Lose(Fault.CellSpreadSilent, s.Spread_mV, Watch.Age, 1000, scan_ms, 1, 10, Remote);
        }

        // What does not do what it is told. A current that is not believed any more is looked at by a person: at rest it looks right again.
        private void AddSwitches(PackSample s)
        {
            Latch(Fault.CurrentImplausible, s.CurrentImplausible, Watch.Above, 1, 0, 1, 50, Person);
            Add(Fault.ChargeFailed, s.ChargeFailed, Watch.Above, 1, 0, 1, 3, Reaction.StopCharge, Person, latching: true);
            Latch(Fault.SwitchMismatch, s.SwitchMismatch, Watch.Above, 1, 0, 3, 10, Person);
            Add(Fault.ChargerMismatch, s.ChargerMismatch, Watch.Above, 1, 0, 3, 3, Reaction.StopCharge, Remote);
            Latch(Fault.OpenSwitchCurrent, s.OpenSwitchCurrent, Watch.Above, 1, 0, 5, 10, Person);
        }

        private void AddBoard(PackSample s)
        {
            Add(Fault.BusStuck, s.BusStuck, Watch.Above, 1, 0, 1, 50, Reaction.OpenAll, Remote);

            // Beyond the sensor's range no value is known, only that it is more than any limit: it must not take longer than a peak.
            Add(Fault.CurrentSaturated, s.CurrentSaturated, Watch.Above, 1, 0, 1, 50, Reaction.OpenAll, Person);

            // The external watchdog opens the switches after a stall; without this row the first beat after it would close them again. The
            // fastest part of a TPS3823 waits 900 ms from beat to beat, and beats come up to 25 ms later in one cycle than in another.
            Add(Fault.LoopStalled, s.LoopGap_ms, Watch.Above, 800, 200, 1, 50, Reaction.OpenAll, Remote);
            Warn(Fault.TelemetrySilent, s.TelemetrySilent, Watch.Above, 1, 0, 1, 3);
        }

        // A load that does not fill may be a short: a person looks. A cell that bleeds untold is slow, and told before it harms.
        private void AddPackParts(PackSample s)
        {
            Warn(Fault.StateNotStored, s.StateNotStored, Watch.Above, 1, 0, 1, 3);
            Add(Fault.BalancerMismatch, s.BalancerMismatch, Watch.Above, 1, 0, 3, 3, Reaction.None, Person, latching: true);
            Add(Fault.PrechargeFailed, s.PrechargeFailed, Watch.Above, 1, 0, 1, 10, Reaction.StopDischarge, Person, latching: true);
            Latch(Fault.SwitchWelded, s.SwitchWelded, Watch.Above, 1, 0, 5, 10, Person);
            Latch(Fault.SwitchStuckOpen, s.SwitchStuckOpen, Watch.Above, 1, 0, 5, 10, Person);
        }

        // What the chip has opened by itself, the firmware holds open: the chip lets go as soon as its cause has gone, and that is not
        // enough to let current flow again. The limit is the chip's bit; one look is enough, for the chip has had its own delay.
        private void AddProtector(PackSample s)
        {
            const Reaction Charge = Reaction.StopCharge, Discharge = Reaction.StopDischarge;
            Chip(Fault.ProtectorCellOverVoltage, s, ProtectorTrip.CellOverVoltage, Charge, Person);
            Chip(Fault.ProtectorCellUnderVoltage, s, ProtectorTrip.CellUnderVoltage, Discharge, Person);
            Chip(Fault.ProtectorChargeOverCurrent, s, ProtectorTrip.ChargeOverCurrent, Charge, Remote);
            Chip(Fault.ProtectorDischargeOverCurrent, s, ProtectorTrip.DischargeOverCurrent, Discharge, Remote);
            Chip(Fault.ProtectorShortCircuit, s, ProtectorTrip.ShortCircuit, Reaction.OpenAll, Person);
            Chip(Fault.ProtectorChargeTemperature, s, ProtectorTrip.ChargeTemperature, Charge, Remote);
            Chip(Fault.ProtectorDischargeTemperature, s, ProtectorTrip.DischargeTemperature, Reaction.OpenAll, Remote);
            Chip(Fault.ProtectorHostSilent, s, ProtectorTrip.HostSilent, Reaction.OpenAll, Remote);
            Chip(Fault.ProtectorPermanent, s, ProtectorTrip.Permanent, Reaction.OpenAll, Person, latching: true);

            // One setting that was lost is set right and told. A chip that loses them again and again protects nothing.
            Warn(Fault.ProtectorSettingsWarning, s.ProtectorDiffers, Watch.Above, 1, 0, 1, 3);
            Add(Fault.ProtectorSettings, s.ProtectorRepairs, Watch.Above, ProtectorWatch.MostRepairs, 0, 1, 3, Reaction.OpenAll, Person);
            Lose(Fault.ProtectorSilent, s.ProtectorTrips, Watch.Age, PackSample.ProtectorHold_ms, 200, 1, 10, Remote);

            // Known at once and set right at once: it interrupts what was asked for and nobody need ask again.
            Chip(Fault.ProtectorReset, s, ProtectorTrip.Reset, Reaction.OpenAll, ClearedBy.Automatic);
        }

        private void Fit(Fault first, Fault last, bool fitted)
        {
            for (int row = (int)first; row <= (int)last; row++)
            {
                Rows[row].Fitted = fitted;
            }
        }

        private void Chip(Fault fault, PackSample s, ProtectorTrip trip, Reaction reaction, ClearedBy clearedBy, bool latching = false)
        {
            Add(fault, s.ProtectorTrips, Watch.Bits, (int)trip, (int)trip, 1, 10, reaction, clearedBy, latching);
        }

        private void Warn(Fault fault, Signal signal, Watch watch, int limit, int release, int delaySamples, int releaseSamples)
        {
            Add(fault, signal, watch, limit, release, delaySamples, releaseSamples, Reaction.None, ClearedBy.Automatic);
        }

        // A measurement that is not there, or not believed: opens both directions, a moving vehicle derates first.
        private void Lose(Fault fault, Signal signal, Watch watch, int limit, int release, int delaySamples, int releaseSamples,
            ClearedBy clearedBy)
        {
            Add(fault, signal, watch, limit, release, delaySamples, releaseSamples, Reaction.OpenAll, clearedBy, derates: true);
        }

        // Stays until somebody has reset it, and opens both directions.
        private void Latch(Fault fault, Signal signal, Watch watch, int limit, int release, int delaySamples, int releaseSamples,
            ClearedBy clearedBy)
        {
            Add(fault, signal, watch, limit, release, delaySamples, releaseSamples, Reaction.OpenAll, clearedBy, latching: true);
        }

        private void Add(Fault fault, Signal signal, Watch watch, int limit, int release, int delaySamples, int releaseSamples,
            Reaction reaction, ClearedBy clearedBy, bool latching = false, bool derates = false)
        {
            Rows[(int)fault] = new ProtectionRow(
                fault, signal, watch, limit, release, delaySamples, releaseSamples, reaction, clearedBy, latching, derates);
        }
    }
}

using Bms.Chemistry;
using Bms.Config;

namespace Bms.Protection
{
    /// <summary>
    /// Every protection of a pack, a row each, in the order of <see cref="Fault"/>. A delay counts fresh samples of the row's own
    /// signal: cells, current and switches come each tick of 100 ms, temperatures each 300 ms; an age is looked at each tick.
    /// A cell needs two fresh samples at least: a load step between two taps of a sequential scan fakes hundreds of mV on one.
    /// </summary>
    public sealed class ProtectionTable
    {
        /// <summary>The rows; row n has the fault number n.</summary>
        public readonly ProtectionRow[] Rows = new ProtectionRow[30];

        public ProtectionTable(PackSample sample, PackConfig pack)
        {
            AddVoltages(sample, pack.Chemistry);
            AddCurrents(sample, pack);
            AddChargeTemperatures(sample, pack.Chemistry);
            AddDischargeTemperatures(sample, pack.Chemistry);
            AddSensors(sample, pack);
        }

        // Columns: fault, signal, watch, limit, release, delay and release in fresh samples, reaction, latch.
        private void AddVoltages(PackSample s, ChemistryProfile c)
        {
            Signal v = s.Cell_mV;
            int full = c.OverVoltageRelease_mV;
            int refilled = c.UnderVoltageRelease_mV;
            Add(Fault.CellOverVoltageWarning, v, Watch.Above, c.OverVoltageWarning_mV, full, 3, 10, Reaction.None);
            Add(Fault.CellOverVoltage, v, Watch.Above, c.OverVoltage_mV, full, 3, 10, Reaction.StopCharge);
            Add(Fault.CellUnderVoltageWarning, v, Watch.Below, c.UnderVoltageWarning_mV, refilled, 5, 10, Reaction.None);
            Add(Fault.CellUnderVoltage, v, Watch.Below, c.UnderVoltage_mV, refilled, 5, 10, Reaction.StopDischarge);
            Add(Fault.CellDeepDischarge, v, Watch.Below, c.DeepDischarge_mV, c.UnderVoltage_mV, 5, 10, Reaction.OpenAll, latching: true);
        }

        private void AddCurrents(PackSample s, PackConfig p)
        {
            int charge_mA = p.ChargeCurrent_mA;
            int discharge_mA = -p.DischargeCurrent_mA;
            Signal i = s.Current_mA;
            Add(Fault.ChargeOverCurrentWarning, i, Watch.Above, p.ChargeOverCurrentWarning_mA, charge_mA, 3, 10, Reaction.None);
            Add(Fault.ChargeOverCurrent, i, Watch.Above, p.ChargeOverCurrent_mA, charge_mA, 3, 50, Reaction.StopCharge);
            Add(Fault.DischargeOverCurrentWarning, i, Watch.Below, -p.DischargeOverCurrentWarning_mA, discharge_mA, 3, 10, Reaction.None);
            Add(Fault.DischargeOverCurrent, i, Watch.Below, -p.DischargeOverCurrent_mA, discharge_mA, 3, 50, Reaction.StopDischarge);
            Add(Fault.DischargePeakCurrent, i, Watch.Below, -p.DischargePeakCurrent_mA, discharge_mA, 1, 50, Reaction.StopDischarge);
        }

        private void AddChargeTemperatures(PackSample s, ChemistryProfile c)
        {
            int h = c.TemperatureHysteresis_ddegC;
            int hot = c.ChargeHot_ddegC;
            int hotWarning = c.ChargeHotWarning_ddegC;
            int cold = c.ChargeCold_ddegC;
            int coldWarning = c.ChargeColdWarning_ddegC;
            Signal t = s.Temperature_ddegC;
            Add(Fault.ChargeOverTemperatureWarning, t, Watch.Above, hotWarning, hotWarning - h, 2, 10, Reaction.None);
            Add(Fault.ChargeOverTemperature, t, Watch.Above, hot, hot - h, 2, 10, Reaction.StopCharge);
            Add(Fault.ChargeUnderTemperatureWarning, t, Watch.Below, coldWarning, coldWarning + h, 2, 10, Reaction.None);
            Add(Fault.ChargeUnderTemperature, t, Watch.Below, cold, cold + h, 2, 10, Reaction.StopCharge);
        }

        private void AddDischargeTemperatures(PackSample s, ChemistryProfile c)
        {
            int h = c.TemperatureHysteresis_ddegC;
            int hot = c.DischargeHot_ddegC;
            int hotWarning = c.DischargeHotWarning_ddegC;
            int cold = c.DischargeCold_ddegC;
            int coldWarning = c.DischargeColdWarning_ddegC;
            Signal t = s.Temperature_ddegC;
            Add(Fault.DischargeOverTemperatureWarning, t, Watch.Above, hotWarning, hotWarning - h, 2, 10, Reaction.None);
            Add(Fault.DischargeOverTemperature, t, Watch.Above, hot, hot - h, 2, 10, Reaction.OpenAll);
            Add(Fault.DischargeUnderTemperatureWarning, t, Watch.Below, coldWarning, coldWarning + h, 2, 10, Reaction.None);
            Add(Fault.DischargeUnderTemperature, t, Watch.Below, cold, cold + h, 2, 10, Reaction.StopDischarge);
        }

        // A lost sensor counts as back when one sample in time has come; a person clears a switch that did not follow.
        private void AddSensors(PackSample s, PackConfig p)
        {
            int sum_mV = p.SumTolerance_mV;
            Add(Fault.CellSensorLost, s.Cell_mV, Watch.Age, 500, 100, 1, 10, Reaction.OpenAll);
            Add(Fault.CurrentSensorLost, s.Current_mA, Watch.Age, 400, 100, 1, 10, Reaction.OpenAll);
            Add(Fault.BusVoltageLost, s.Bus_mV, Watch.Age, 2000, 100, 1, 10, Reaction.OpenAll);
            Add(Fault.TemperatureSensorLost, s.Temperature_ddegC, Watch.Age, 2000, 400, 1, 10, Reaction.OpenAll);
            Add(Fault.CellSumImplausible, s.SumError_mV, Watch.Above, sum_mV, sum_mV / 2, 3, 10, Reaction.OpenAll);
            Add(Fault.CellSpreadWarning, s.Spread_mV, Watch.Above, 300, 200, 5, 10, Reaction.None);
            Add(Fault.CellSpread, s.Spread_mV, Watch.Above, 600, 200, 5, 10, Reaction.OpenAll);
            Add(Fault.SwitchMismatch, s.SwitchMismatch, Watch.Above, 1, 0, 3, 10, Reaction.OpenAll, latching: true);
            Add(Fault.ChargerMismatch, s.ChargerMismatch, Watch.Above, 1, 0, 3, 3, Reaction.StopCharge);
            Add(Fault.BusStuck, s.BusStuck, Watch.Above, 1, 0, 1, 50, Reaction.OpenAll);

            // Beyond the sensor's range no value is known, only that it is more than any limit: it must not take longer than a peak.
            Add(Fault.CurrentSaturated, s.CurrentSaturated, Watch.Above, 1, 0, 1, 50, Reaction.OpenAll);

            // The external watchdog opens the switches after a stall; without this row the first beat after it would close them again.
            Add(Fault.LoopStalled, s.LoopGap_ms, Watch.Above, 1000, 200, 1, 50, Reaction.OpenAll);
        }

        private void Add(Fault fault, Signal signal, Watch watch, int limit, int release, int delaySamples, int releaseSamples,
            Reaction reaction, bool latching = false)
        {
            Rows[(int)fault] = new ProtectionRow(fault, signal, watch, limit, release, delaySamples, releaseSamples, reaction, latching);
        }
    }
}

namespace Bms.Protection
{
    /// <summary>
    /// The words of the protection table: what a row means, and what somebody beside the pack does about it. Level, limit, delay, latch,
    /// reaction and who may clear it are columns of <see cref="ProtectionRow"/>. Literals only: they lie in flash and cost no memory.
    /// </summary>
    public static class Diagnosis
    {
        /// <summary>What has happened, in a sentence without a full stop.</summary>
        public static string Text(Fault fault)
        {
            switch (fault)
            {
                case Fault.CellOverVoltageWarning: return "a cell is nearly over its voltage";
                case Fault.CellOverVoltage: return "a cell is over its voltage";
                case Fault.CellUnderVoltageWarning: return "a cell is nearly empty";
                case Fault.CellUnderVoltage: return "a cell is empty";
                case Fault.CellDeepDischarge: return "a cell is discharged so deeply that it may be damaged";
                case Fault.ChargeOverCurrentWarning: return "more current than planned charges the pack";
                case Fault.ChargeOverCurrent: return "too much current charges the pack";
                case Fault.DischargeOverCurrentWarning: return "the load draws more than the pack offers";
                case Fault.DischargeOverCurrent: return "the load draws too much";
                case Fault.DischargePeakCurrent: return "the load has drawn a peak";
                case Fault.ChargeOverTemperatureWarning: return "the pack is warm for charging";
                case Fault.ChargeOverTemperature: return "the pack is too warm for charging";
                case Fault.ChargeUnderTemperatureWarning: return "the pack is cold for charging";
                case Fault.ChargeUnderTemperature: return "the pack is too cold for charging";
                case Fault.DischargeOverTemperatureWarning: return "the pack is hot";
                case Fault.DischargeOverTemperature: return "the pack is too hot";
                case Fault.DischargeUnderTemperatureWarning: return "the pack is cold";
                case Fault.DischargeUnderTemperature: return "the pack is too cold";
                default: return Sensors(fault);
            }
        }

        /// <summary>What to do, in a sentence without a full stop.</summary>
        public static string ToDo(Fault fault)
        {
            switch (fault)
            {
                case Fault.CellOverVoltageWarning: return "nothing; charge lower if it comes often";
                case Fault.CellOverVoltage: return "unplug the charger, compare the cell with a meter, then ask again";
                case Fault.CellUnderVoltageWarning: return "charge soon";
                case Fault.CellUnderVoltage: return "take the load off, charge, then ask again";
                case Fault.CellDeepDischarge: return "do not charge; look at the cell, replace it, then reset";
                case Fault.ChargeOverCurrentWarning: return "look what feeds the pack besides its charger";
                case Fault.ChargeOverCurrent: return "unplug what feeds the pack, then ask again";
                case Fault.DischargeOverCurrentWarning: return "make the load smaller";
                case Fault.DischargeOverCurrent: return "make the load smaller, then ask again";
                case Fault.DischargePeakCurrent: return "look for a short circuit, then ask again";
                case Fault.ChargeOverTemperatureWarning: return "give it air";
                case Fault.ChargeOverTemperature: return "let it cool, then ask again";
                case Fault.ChargeUnderTemperatureWarning: return "warm the room";
                case Fault.ChargeUnderTemperature: return "warm the room, then ask again";
                case Fault.DischargeOverTemperatureWarning: return "make the load smaller, give it air";
                case Fault.DischargeOverTemperature: return "keep away until it cools, find the cell that is hottest, then ask again";
                case Fault.DischargeUnderTemperatureWarning: return "warm the room";
                case Fault.DischargeUnderTemperature: return "warm the room, then ask again";
                default: return SensorsToDo(fault);
            }
        }

        private static string Sensors(Fault fault)
        {
            switch (fault)
            {
                case Fault.CellSensorLost: return "a cell's voltage is not known any more";
                case Fault.CurrentSensorLost: return "the current is not known any more";
                case Fault.BusVoltageLost: return "the stack's voltage is not known any more";
                case Fault.TemperatureSensorLost: return "a temperature is not known any more";
                case Fault.CellSumImplausible: return "the cells together are not what the stack shows";
                case Fault.CellSpreadWarning: return "the cells have drifted apart";
                case Fault.CellSpread: return "the cells are far apart, or a tap lies";
                case Fault.CellSumSilent: return "cells and stack could not be compared for seconds";
                case Fault.CellSpreadSilent: return "the cells could not be compared for a second";
                case Fault.SwitchMismatch: return "a switch does not do what it is told";
                case Fault.ChargerMismatch: return "the charger does not do what it is told";
                case Fault.BusStuck: return "a line of the sensors' bus is held";
                case Fault.CurrentSaturated: return "the current is beyond its sensor's range";
                case Fault.LoopStalled: return "the firmware was held up";
                case Fault.OpenSwitchCurrent: return "current flows through a switch that is open";
                case Fault.TelemetrySilent: return "no record may be sent: the boot counter is not stored";
                case Fault.CurrentImplausible: return "the cells contradict the current's sensor";
                case Fault.ChargeFailed: return "a charge has failed";
                case Fault.StateNotStored: return "charge and causes of trips could not be stored";
                default: return Parts(fault);
            }
        }

        private static string SensorsToDo(Fault fault)
        {
            switch (fault)
            {
                case Fault.CellSensorLost:
                case Fault.CurrentSensorLost:
                case Fault.BusVoltageLost:
                case Fault.TemperatureSensorLost: return "look at the sensor, its supply and its wires, then ask again";
                case Fault.CellSumImplausible: return "measure stack and taps with a meter, then ask again";
                case Fault.CellSpreadWarning: return "balance the cells";
                case Fault.CellSpread: return "measure the taps with a meter, balance the cells, then ask again";
                case Fault.CellSumSilent:
                case Fault.CellSpreadSilent: return "look which sensor was lost first";
                case Fault.SwitchMismatch: return "look at gate, channel and read-back of the switch, then reset";
                case Fault.ChargerMismatch: return "look at the charger, its supply and its wires";
                case Fault.BusStuck: return "look for a short circuit at the bus or a chip without supply, then ask again";
                case Fault.CurrentSaturated: return "look for a short circuit, then ask again";
                case Fault.LoopStalled: return "look what came just before, then ask again";
                case Fault.OpenSwitchCurrent: return "take the fuse out, replace the switch, then reset";
                case Fault.TelemetrySilent: return "look at the memory; give a new key epoch if the counter is lost";
                case Fault.CurrentImplausible: return "compare the sensor with a meter under load, then reset";
                case Fault.ChargeFailed: return "measure each cell, look at the charger, then reset";
                case Fault.StateNotStored: return "note the last trips; look at the memory";
                default: return PartsToDo(fault);
            }
        }

        private static string Parts(Fault fault)
        {
            switch (fault)
            {
                case Fault.BalancerMismatch: return "other cells bleed than were told to";
                case Fault.PrechargeFailed: return "the load could not be filled: 1 short, 2 open, 3 slow, 4 not known";
                case Fault.SwitchWelded: return "the load is at the pack's voltage though all switches are open";
                case Fault.SwitchStuckOpen: return "the load has no voltage though its switch is closed";
                case Fault.ProtectorCellOverVoltage: return "the protector chip has opened: a cell was over its voltage";
                case Fault.ProtectorCellUnderVoltage: return "the protector chip has opened: a cell was empty";
                case Fault.ProtectorChargeOverCurrent: return "the protector chip has opened: too much current charged the pack";
                case Fault.ProtectorDischargeOverCurrent: return "the protector chip has opened: the load drew too much";
                case Fault.ProtectorShortCircuit: return "the protector chip has opened: short circuit";
                case Fault.ProtectorChargeTemperature: return "the protector chip has opened: temperature of a charge";
                case Fault.ProtectorDischargeTemperature: return "the protector chip has opened: temperature of the pack";
                case Fault.ProtectorHostSilent: return "the protector chip has opened: it did not hear of the firmware";
                case Fault.ProtectorPermanent: return "the protector chip has opened for good";
                case Fault.ProtectorSettingsWarning: return "a setting of the protector chip was lost and written again";
                case Fault.ProtectorSettings: return "the protector chip loses its settings again and again";
                case Fault.ProtectorSilent: return "the protector chip does not answer";
                case Fault.ProtectorReset: return "the protector chip has lost its supply for a moment; its settings are written again";
                default: return null;
            }
        }

        private static string PartsToDo(Fault fault)
        {
            switch (fault)
            {
                case Fault.BalancerMismatch: return "look at the resistors of the cell, then reset";
                case Fault.PrechargeFailed: return "measure the load's resistance and the precharge resistor, then reset";
                case Fault.SwitchWelded: return "take the fuse out, replace the switch, then reset";
                case Fault.SwitchStuckOpen: return "look at the switch and the wires to the load, then reset";
                case Fault.ProtectorShortCircuit: return "look for a short circuit, then ask again";
                case Fault.ProtectorPermanent: return "do not use the pack; find the cause before the chip is replaced";
                case Fault.ProtectorReset: return "nothing, it goes on by itself; look at the chip's supply if it comes often";
                case Fault.ProtectorSettingsWarning: return "nothing; look at the chip's supply if it comes often";
                case Fault.ProtectorSettings:
                case Fault.ProtectorSilent: return "look at the chip, its supply and its wires, then ask again";
                case Fault.ProtectorHostSilent: return "look why the firmware was silent, then ask again";
                case Fault.ProtectorCellOverVoltage:
                case Fault.ProtectorCellUnderVoltage:
                case Fault.ProtectorChargeOverCurrent:
                case Fault.ProtectorDischargeOverCurrent:
                case Fault.ProtectorChargeTemperature:
                case Fault.ProtectorDischargeTemperature: return "as for the firmware's own row, and look why it was not first";
                default: return null;
            }
        }
    }
}

namespace Bms.Protection
{
    /// <summary>The rows of the protection table. A number is a bit in PackState.Active and in telemetry and is never re-used.</summary>
    public enum Fault : byte
    {
        CellOverVoltageWarning = 0,
        CellOverVoltage = 1,
        CellUnderVoltageWarning = 2,
        CellUnderVoltage = 3,
        CellDeepDischarge = 4,
        ChargeOverCurrentWarning = 5,
        ChargeOverCurrent = 6,
        DischargeOverCurrentWarning = 7,
        DischargeOverCurrent = 8,
        DischargePeakCurrent = 9,
        ChargeOverTemperatureWarning = 10,
        ChargeOverTemperature = 11,
        ChargeUnderTemperatureWarning = 12,
        ChargeUnderTemperature = 13,
        DischargeOverTemperatureWarning = 14,
        DischargeOverTemperature = 15,
        DischargeUnderTemperatureWarning = 16,
        DischargeUnderTemperature = 17,
        CellSensorLost = 18,
        CurrentSensorLost = 19,
        BusVoltageLost = 20,
        TemperatureSensorLost = 21,
        CellSumImplausible = 22,
        CellSpreadWarning = 23,
        CellSpread = 24,
        SwitchMismatch = 25,
        ChargerMismatch = 26,
        BusStuck = 27,
        CurrentSaturated = 28,
        LoopStalled = 29,
        CellSumSilent = 30,
        CellSpreadSilent = 31,
        OpenSwitchCurrent = 32,
        TelemetrySilent = 33,
        CurrentImplausible = 34,
        ChargeFailed = 35,
    }

    /// <summary>What an active row forbids. None makes the row a warning.</summary>
    public enum Reaction : byte
    {
        None = 0,
        StopCharge = 1,
        StopDischarge = 2,
        OpenAll = 3,
    }

    /// <summary>
    /// Who may let current flow again in a direction that a row has opened, and who may clear the row if it latches. Each one may also do
    /// what those before may. The application profile may take the remote one's rights away.
    /// </summary>
    public enum ClearedBy : byte
    {
        /// <summary>Nobody is needed: a warning.</summary>
        Automatic = 0,

        /// <summary>Somebody who sees the telemetry only.</summary>
        Remote = 1,

        /// <summary>A person beside the pack: cell limits, deep discharge and what may be a welded switch.</summary>
        Person = 2,
    }

    /// <summary>How a row looks at its signal.</summary>
    public enum Watch : byte
    {
        /// <summary>Trips at or above the limit.</summary>
        Above = 0,

        /// <summary>Trips at or below the limit.</summary>
        Below = 1,

        /// <summary>Trips when the last good sample is at least the limit old, in ms.</summary>
        Age = 2,
    }
}

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
        StateNotStored = 36,
        BalancerMismatch = 37,
        PrechargeFailed = 38,
        SwitchWelded = 39,
        SwitchStuckOpen = 40,
        ProtectorCellOverVoltage = 41,
        ProtectorCellUnderVoltage = 42,
        ProtectorChargeOverCurrent = 43,
        ProtectorDischargeOverCurrent = 44,
        ProtectorShortCircuit = 45,
        ProtectorChargeTemperature = 46,
        ProtectorDischargeTemperature = 47,
        ProtectorHostSilent = 48,
        ProtectorPermanent = 49,
        ProtectorSettingsWarning = 50,
        ProtectorSettings = 51,
        ProtectorSilent = 52,
        ProtectorReset = 53,
    }

    /// <summary>
    /// Who acts when a row trips, from the first to the last: limits and delays of one quantity rise in this order, so that a later one is
    /// needed only when the one before it has failed.
    /// </summary>
    public enum Level : byte
    {
        /// <summary>The firmware tells.</summary>
        Warning = 0,

        /// <summary>The firmware opens switches.</summary>
        Firmware = 1,

        /// <summary>A protector chip has opened switches by itself, and the firmware follows it.</summary>
        Chip = 2,
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

        /// <summary>Trips while a bit of the limit is set in the value; a limit is a mask then.</summary>
        Bits = 3,
    }

    /// <summary>
    /// Why a load could not be filled through the precharge resistor; the value of the row's event. Numbers never change.
    /// </summary>
    public enum PrechargeFault : byte
    {
        None = 0,

        /// <summary>Current flows and the load's voltage stays near zero: a short, or a load that takes all.</summary>
        Short = 1,

        /// <summary>Neither current nor voltage: the resistor, its switch or a wire is broken.</summary>
        Open = 2,

        /// <summary>The voltage rises but not far enough in time: a larger capacitor, or a load that is on already.</summary>
        Slow = 3,

        /// <summary>The load's voltage could not be read, or the precharge switch not be told.</summary>
        Unknown = 4,
    }
}

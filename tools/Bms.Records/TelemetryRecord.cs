namespace Bms.Records;

/// <summary>
/// A decoded record. Which properties are set follows from its kind; null, or an empty array, means absent or not known to the device.
/// Positive current charges the pack.
/// </summary>
public sealed class TelemetryRecord
{
    /// <summary>Its place in the device's chain, its kind and its time.</summary>
    public required RecordHeader Header { get; init; }

    /// <summary>The device's number, 8 hex digits.</summary>
    public string Device => Header.Device.ToString("x8");

    /// <summary>Voltage of the cell stack in mV.</summary>
    public int? Stack_mV { get; internal set; }

    /// <summary>Pack current in mA.</summary>
    public int? Current_mA { get; internal set; }

    /// <summary>State of charge in ppm, in steps of 100.</summary>
    public int? Soc_ppm { get; internal set; }

    /// <summary>Standard uncertainty of the state of charge in ppm, in steps of 100.</summary>
    public int? SocSigma_ppm { get; internal set; }

    /// <summary>State of health in ppm, in steps of 100.</summary>
    public int? Soh_ppm { get; internal set; }

    /// <summary>Cell voltages in mV, cell 1 (at pack minus) first; null = not known.</summary>
    public int?[] Cells_mV { get; internal set; } = [];

    /// <summary>Temperatures in degrees Celsius, one a probe, -40 to 214; null = not known.</summary>
    public int?[] Probes_degC { get; internal set; } = [];

    /// <summary>Active rows of the protection table, bit n = row n.</summary>
    public long? ActiveRows { get; internal set; }

    /// <summary>Rows that wait for an operator's reset.</summary>
    public long LatchedRows { get; internal set; }

    /// <summary>0 self-test, 1 standby, 2 charge, 3 discharge, 4 fault.</summary>
    public int? Mode { get; internal set; }

    /// <summary>What the switches and the charger are told, allowed and seen to do.</summary>
    public SwitchBits? Switches { get; internal set; }

    /// <summary>Largest charge current allowed in mA.</summary>
    public int? ChargeLimit_mA { get; internal set; }

    /// <summary>Largest discharge current allowed in mA, a magnitude.</summary>
    public int? DischargeLimit_mA { get; internal set; }

    /// <summary>Charge that has gone into the pack since start in As.</summary>
    public long? ChargeIn_As { get; internal set; }

    /// <summary>Charge that has come out of the pack since start in As.</summary>
    public long? ChargeOut_As { get; internal set; }

    /// <summary>Live records that the device has dropped since start.</summary>
    public int Dropped { get; internal set; }

    /// <summary>Events that the device has lost since start.</summary>
    public int LostEvents { get; internal set; }

    /// <summary>Answers of the device's chips since start whose checksum was wrong, thrown away and asked for again.</summary>
    public int CrcErrors { get; internal set; }

    /// <summary>Highest alarm of the anomaly detector that stands: 0 none, 1 note, 2 warning, 3 alarm.</summary>
    public int AnomalySeverity { get; internal set; }

    /// <summary>What lowers the charge current: 0 nothing, 1 severity, 2 resistance, 3 temperature gradient.</summary>
    public int ChargeCapBy { get; internal set; }

    /// <summary>By how much, in permille of the charge current.</summary>
    public int ChargeLoweredBy_permille { get; internal set; }

    /// <summary>The alarm, in an event record of the anomaly detector.</summary>
    public AlarmFacts? Alarm { get; internal set; }

    /// <summary>A piece of an alarm's recording, in an event record of the anomaly detector.</summary>
    public RecordingPiece? Piece { get; internal set; }

    /// <summary>A trip that the pack remembers, in an event record.</summary>
    public TripFacts? Trip { get; internal set; }

    /// <summary>The event, in an event record.</summary>
    public EventFacts? Event { get; internal set; }

    /// <summary>The device, in a birth record.</summary>
    public BirthFacts? Birth { get; internal set; }

    /// <summary>Fields that this version does not know, by key, each as its CBOR.</summary>
    public IReadOnlyDictionary<long, byte[]> Unknown => UnknownFields;

    internal SortedDictionary<long, byte[]> UnknownFields { get; } = [];
}

/// <summary>Field 15 of a live record.</summary>
[Flags]
public enum SwitchBits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The charge switch is commanded closed.</summary>
    ChargeCommand = 1,

    /// <summary>The discharge switch is commanded closed.</summary>
    DischargeCommand = 2,

    /// <summary>No active protection forbids charging.</summary>
    ChargeAllowed = 4,

    /// <summary>No active protection forbids discharging.</summary>
    DischargeAllowed = 8,

    /// <summary>A charge has ended by its own criterion.</summary>
    ChargeComplete = 16,

    /// <summary>A switch is not in its commanded state.</summary>
    SwitchMismatch = 32,

    /// <summary>The charger's settings are not what was written.</summary>
    ChargerMismatch = 64,

    /// <summary>Whether switches and charger follow cannot be told.</summary>
    MismatchUnknown = 128,
}

/// <summary>What an event record says.</summary>
public sealed record EventFacts
{
    /// <summary>Number of the event in its boot, from 1.</summary>
    public int Number { get; set; }

    /// <summary>Row of the protection table.</summary>
    public int Row { get; set; }

    /// <summary>True when the row was raised, false when it was cleared.</summary>
    public bool Raised { get; set; }

    /// <summary>Cell or probe from 0.</summary>
    public int Channel { get; set; }

    /// <summary>Value of the row's signal, in its unit.</summary>
    public int Value { get; set; }

    /// <summary>Uptime of the event in ms.</summary>
    public long Uptime_ms { get; set; }
}

/// <summary>What a birth record says.</summary>
public sealed record BirthFacts
{
    /// <summary>Name of the board.</summary>
    public string Board { get; set; } = "";

    /// <summary>Version of the firmware.</summary>
    public string FirmwareVersion { get; set; } = "";

    /// <summary>Cells in series.</summary>
    public int CellCount { get; set; }

    /// <summary>Temperature probes.</summary>
    public int ProbeCount { get; set; }

    /// <summary>Microvolts per count of the cell voltages on the wire.</summary>
    public int CellScale_uV { get; set; }

    /// <summary>Digest of the configuration in hex; empty when the device computed none.</summary>
    public string ConfigDigest { get; set; } = "";

    /// <summary>Boot counter before this boot's; 0 = the first boot under this key.</summary>
    public int PreviousBoot { get; set; }

    /// <summary>Number of the previous boot's last record; null when it did not end in order.</summary>
    public int? PreviousSequence { get; set; }

    /// <summary>First 8 bytes of that record's tag, high byte first; null when it is not known.</summary>
    public ulong? PreviousTag { get; set; }
}

namespace Bms.Ports
{
    /// <summary>What a protector chip can trip on; each value is a bit.</summary>
    public enum ProtectorTrip
    {
        None = 0,
        CellOverVoltage = 1,
        CellUnderVoltage = 2,
        ChargeOverCurrent = 4,
        DischargeOverCurrent = 8,
        ShortCircuit = 16,
        ChargeTemperature = 32,
        DischargeTemperature = 64,

        /// <summary>The chip has not heard of its host for too long.</summary>
        HostSilent = 128,

        /// <summary>A fault from which the chip does not return by itself.</summary>
        Permanent = 256,

        /// <summary>The chip has lost its settings and holds its switches open until they are written again.</summary>
        Reset = 512,
    }

    /// <summary>
    /// A chip that opens the switches by itself, with or without the firmware: the second level, and what it says of itself.
    /// </summary>
    public interface IProtector
    {
        /// <summary>All that this chip can trip on: the rows of the others are not fitted.</summary>
        ProtectorTrip Kinds { get; }

        /// <summary>Reads what the chip has tripped on and still holds. Returns false on a bus error.</summary>
        bool TryReadTrips(out ProtectorTrip trips);

        /// <summary>
        /// Compares a part of the chip's settings with what they shall be and writes again what differs, all of them within some calls;
        /// called once a second. <paramref name="conducts"/>: a switch is closed; what protects no less without it then waits, if to write
        /// it opens the switches. True in <paramref name="differed"/> when one is found, told once each. Returns false on a bus error.
        /// </summary>
        bool TryAudit(bool conducts, out bool differed);

        /// <summary>
        /// Longest time in ms from one measurement of the cells to the next while the chip sleeps, waking up included; 0 = it cannot sleep.
        /// </summary>
        int AsleepScan_ms { get; }

        /// <summary>
        /// Lets the chip sleep while little current flows, or wakes it and keeps it awake, as it is after a start. False on a bus error.
        /// </summary>
        bool TryAllowSleep(bool allowed);
    }
}

namespace Bms.Ports
{
    /// <summary>A chip that opens the switches by itself, with or without the firmware: the second level, and what it says of itself.</summary>
    public interface IProtector
    {
        /// <summary>
        /// Reads what the chip has tripped on and still holds, bits of <see cref="ProtectorTrip"/>; 0 = nothing. Returns false on a bus error.
        /// </summary>
        bool TryReadTrips(out int trips);

        /// <summary>
        /// Compares a part of the chip's settings with what they shall be and writes again what differs, all of them within some calls;
        /// called once a second. True in <paramref name="differed"/> when one had to be written. Returns false on a bus error.
        /// </summary>
        bool TryAudit(out bool differed);
    }

    /// <summary>What a protector chip can trip on: bits.</summary>
    public static class ProtectorTrip
    {
        public const int CellOverVoltage = 1;
        public const int CellUnderVoltage = 2;
        public const int ChargeOverCurrent = 4;
        public const int DischargeOverCurrent = 8;
        public const int ShortCircuit = 16;
        public const int ChargeTemperature = 32;
        public const int DischargeTemperature = 64;

        /// <summary>The chip has not heard of its host for too long.</summary>
        public const int HostSilent = 128;

        /// <summary>A fault from which the chip does not return by itself.</summary>
        public const int Permanent = 256;
    }
}

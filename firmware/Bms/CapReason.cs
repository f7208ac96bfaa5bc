namespace Bms
{
    /// <summary>What lowers the charge current beyond the chemistry's tables. Numbers go on the wire, never used again.</summary>
    public enum CapReason : byte
    {
        None = 0,

        /// <summary>An alarm that stands, of a kind that charging makes worse.</summary>
        Severity = 1,

        /// <summary>A cell whose resistance, or that of its contacts, has grown.</summary>
        Resistance = 2,

        /// <summary>Probes that differ by more than charging explains.</summary>
        Gradient = 3,
    }
}

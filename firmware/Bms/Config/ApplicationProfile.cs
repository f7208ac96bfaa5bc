namespace Bms.Config
{
    /// <summary>
    /// Where a pack is used. It decides what a lost sensor opens, and who may let current flow again from afar. Cell limits, currents,
    /// temperatures, a stuck bus, a stalled loop and switches that do not follow open at once everywhere.
    /// </summary>
    public enum ApplicationProfile : byte
    {
        /// <summary>A bench with a person beside it: a lost sensor opens both directions, and nobody clears anything from afar.</summary>
        Bench = 0,

        /// <summary>
        /// A store of energy in a building: a lost sensor opens both directions; what the table marks may be cleared from afar.
        /// </summary>
        Stationary = 1,

        /// <summary>
        /// A moving vehicle: a lost sensor ends charging at once, and leaves it a stated current for a stated time before discharging ends
        /// too; what the table marks may be cleared from afar.
        /// </summary>
        Vehicle = 2,
    }
}

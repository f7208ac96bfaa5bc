namespace Bms.Config
{
    /// <summary>Where a pack is used; it decides who may let current flow again from afar.</summary>
    public enum ApplicationProfile : byte
    {
        /// <summary>A bench with a person beside it: nobody clears anything from afar.</summary>
        Bench = 0,

        /// <summary>A store of energy in a building: what the table marks may be cleared from afar.</summary>
        Stationary = 1,

        /// <summary>A moving vehicle: as stationary.</summary>
        Vehicle = 2,
    }
}

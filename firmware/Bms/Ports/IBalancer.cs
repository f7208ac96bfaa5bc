namespace Bms.Ports
{
    /// <summary>Bleeds chosen cells through resistors, so that all cells of a pack reach full together.</summary>
    public interface IBalancer
    {
        /// <summary>Current in mA that one bleeding cell loses at a full cell's voltage.</summary>
        int Current_mA { get; }

        /// <summary>Most cells that may bleed at once within the heat that the board stands.</summary>
        int MostAtOnce { get; }

        /// <summary>Time in ms after which the chip ends a command by itself that is not repeated.</summary>
        int Expiry_ms { get; }

        /// <summary>
        /// Commands which cells bleed, cell 1 first; those that the chip cannot bleed together with others are taken off
        /// <paramref name="cells"/>. Returns false when the command could not be given.
        /// </summary>
        bool TryBleed(bool[] cells);

        /// <summary>Reads which cells really bleed. Returns false when it cannot be known.</summary>
        bool TryReadBleeding(bool[] cells);
    }
}

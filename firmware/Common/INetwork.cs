namespace Bms.App
{
    /// <summary>The board's way to a network.</summary>
    public interface INetwork
    {
        /// <summary>Waits for an address and for the time of day, which certificates need. False when it took too long. Blocks.</summary>
        bool TryConnect();
    }
}

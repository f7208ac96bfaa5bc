namespace Bms.Ports
{
    /// <summary>
    /// Carries signed records to a broker. Nothing here blocks: sending and acknowledging are seen by polling.
    /// </summary>
    public interface ITelemetryLink
    {
        /// <summary>True while records can be handed over.</summary>
        bool IsConnected { get; }

        /// <summary>
        /// Hands over a copy of <paramref name="length"/> bytes for <paramref name="topic"/>.
        /// Returns a handle above 0, or 0 when it was not taken (offline, or too many under way).
        /// </summary>
        int Publish(string topic, byte[] message, int length, bool retain);

        /// <summary>
        /// The handle of a record whose delivery has ended since the last call, or 0 when there is none.
        /// <paramref name="delivered"/> tells whether the broker has acknowledged it.
        /// </summary>
        int TakeFinished(out bool delivered);
    }
}

namespace Bms.Ports
{
    /// <summary>
    /// The connection under a telemetry link. Connecting may take a minute; whoever calls does so on a thread that nothing waits for.
    /// </summary>
    public interface IUplink
    {
        /// <summary>True while the broker is connected.</summary>
        bool IsConnected { get; }

        /// <summary>The record that has been under way for longest, by its handle on this connection; 0 = none is.</summary>
        int OldestUnderWay { get; }

        /// <summary>
        /// True when connecting can stop every thread of the board's runtime, the loop included: looking up a name and the handshake of TLS
        /// are native calls, and a peer that falls silent in them holds them for as long as it likes.
        /// </summary>
        bool MayStall { get; }

        /// <summary>
        /// Connects anew. The broker gets two texts for <paramref name="topic"/>, both retained: <paramref name="online"/> at once, and
        /// <paramref name="lost"/> as the will, to publish when the connection ends without a goodbye. A null topic leaves both out.
        /// False when it failed, for whatever reason.
        /// </summary>
        bool TryConnect(string topic, string lost, string online);

        /// <summary>Publishes a text, retained. It is under way when this returns, no more.</summary>
        void Say(string topic, string text);

        /// <summary>
        /// Lets go of the connection, if there is one, with a goodbye where that still can be said, so that the will is not published.
        /// Records under way end as not delivered.
        /// </summary>
        void Drop();
    }
}

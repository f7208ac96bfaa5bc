namespace Bms.Ports
{
    /// <summary>Messages that others have sent to this device, oldest first; bounded, and nothing in them is to be trusted yet.</summary>
    public interface IInbox
    {
        /// <summary>
        /// Copies the next message to <paramref name="buffer"/> and returns its length; 0 = none is there. One that is longer than the
        /// buffer is left out.
        /// </summary>
        int Take(byte[] buffer);
    }
}

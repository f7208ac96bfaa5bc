namespace Bms.Ports
{
    /// <summary>HMAC-SHA256 under a key that never leaves the implementation.</summary>
    public interface IMac
    {
        /// <summary>
        /// Writes the 32-byte tag of the first <paramref name="length"/> bytes of <paramref name="data"/> to <paramref name="tag"/>.
        /// </summary>
        void ComputeTag(byte[] data, int length, byte[] tag);
    }
}

namespace System.Security.Cryptography
{
    public class HMACSHA256 : IDisposable
    {
        public HMACSHA256() { }
        public HMACSHA256(byte[] key) { }
        public byte[] Hash { get { throw null; } }
        public byte[] Key { get { throw null; } set { } }
        public byte[] ComputeHash(byte[] buffer) { throw null; }
        public void Dispose() { }
        protected void Dispose(bool disposing) { }
        public static byte[] HashData(byte[] key, byte[] source) { throw null; }
    }
}

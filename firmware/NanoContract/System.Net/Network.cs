namespace System.Security.Cryptography.X509Certificates
{
    public class X509Certificate
    {
        public X509Certificate(byte[] certificate) { }
        public X509Certificate(string certificate) { }
    }

    public class X509Certificate2 : X509Certificate
    {
        public X509Certificate2(byte[] rawData, byte[] key, string password) : base(rawData) { }
    }
}

namespace nanoFramework.Networking
{
    using System.Threading;

    public static class NetworkHelper
    {
        public static bool SetupAndConnectNetwork(CancellationToken token = default, bool requiresDateTime = false) { throw null; }
    }
}

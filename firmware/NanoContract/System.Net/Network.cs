namespace System.Security.Cryptography.X509Certificates
{
    public class X509Certificate
    {
        public X509Certificate(byte[] certificate) { }
        public X509Certificate(string certificate) { }
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

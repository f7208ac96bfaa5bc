using System.IO;
using System.Security.Cryptography.X509Certificates;
using Bms.Drivers;
using nanoFramework.M2Mqtt;

namespace Bms.App
{
    /// <summary>
    /// The package's clients for the broker of the settings. TLS where the board has an authority's certificate; the board's own
    /// certificate is the one beside it, or else the one that the device was provisioned with by host tools.
    /// </summary>
    public sealed class BoardClientSource : IMqttClientSource
    {
        private readonly INetwork _network;
        private readonly string _broker;
        private readonly int _port;
        private readonly X509Certificate _authority;
        private readonly X509Certificate _certificate;

        /// <summary>Throws ArgumentException when a setting is missing or wrong.</summary>
        public BoardClientSource(BoardSettings settings, INetwork network)
        {
            _network = network;
            _broker = settings.Text("broker");
            bool secure = File.Exists(BoardSettings.AuthorityPath);
            _port = settings.Number("port", 1, 65535, secure ? 8883 : 1883);
            if (secure)
            {
                _authority = new X509Certificate(File.ReadAllBytes(BoardSettings.AuthorityPath));
                _certificate = ReadCertificate();
            }
        }

        /// <summary>False only without TLS and with an address of digits: nothing is looked up then and nobody shakes hands.</summary>
        public bool MayStall
        {
            get { return _authority != null || !IsAddress(_broker); }
        }

        /// <summary>Joins the network where needed, and looks the broker up.</summary>
        public IMqttClient Create()
        {
            if (!_network.TryConnect())
            {
                throw new IOException();
            }

            bool secure = _authority != null;
            MqttSslProtocols protocol = secure ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None;
            MqttClient client = new MqttClient(_broker, _port, secure, _authority, _certificate, protocol);

            // With MQTT 5 the package misreads a PUBACK that carries a reason.
            client.ProtocolVersion = MqttProtocolVersion.Version_3_1_1;

            // One place more than records: the greeting takes it.
            client.Settings.InflightQueueSize = M2MqttLink.MaxUnderWay + 1;
            return client;
        }

        /// <summary>Closes it for good.</summary>
        public void Dispose(IMqttClient client)
        {
            ((MqttClient)client).Dispose();
        }

        private static X509Certificate ReadCertificate()
        {
            if (!File.Exists(BoardSettings.CertificatePath) || !File.Exists(BoardSettings.CertificateKeyPath))
            {
                return null;
            }

            return new X509Certificate2(
                File.ReadAllBytes(BoardSettings.CertificatePath), File.ReadAllBytes(BoardSettings.CertificateKeyPath), "");
        }

        private static bool IsAddress(string host)
        {
            for (int i = 0; i < host.Length; i++)
            {
                char c = host[i];
                if (c != '.' && (c < '0' || c > '9'))
                {
                    return false;
                }
            }

            return true;
        }
    }
}

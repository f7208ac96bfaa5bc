using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using Bms.Drivers;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace Bms.App
{
    /// <summary>
    /// Keeps the link to the broker, on a thread of its own. It connects only while both switches are open: looking a name up and shaking
    /// hands over TLS are native calls during which no managed thread runs, the loop included.
    /// </summary>
    public sealed class MqttWorker
    {
        private const int Retry_ms = 10000;
        private const ushort KeepAlive_s = 60;

        private readonly BoardSettings _settings;
        private readonly INetwork _network;
        private readonly M2MqttLink _link;
        private readonly string _clientId;
        private BmsController _controller;
        private MqttClient _client;

        public MqttWorker(BoardSettings settings, INetwork network, M2MqttLink link)
        {
            _settings = settings;
            _network = network;
            _link = link;
            _clientId = "bms-" + settings.Text("device");
        }

        /// <summary>Starts the thread.</summary>
        public void Start(BmsController controller)
        {
            _controller = controller;
            Thread thread = new Thread(Run);
            thread.Priority = ThreadPriority.BelowNormal;
            thread.Start();
        }

        private void Run()
        {
            while (true)
            {
                try
                {
                    if (!_link.IsConnected)
                    {
                        Drop();
                        Connect();
                    }
                }
                catch (Exception)
                {
                    // The package throws on every kind of refusal; the next turn tries again.
                    Drop();
                }

                Thread.Sleep(Retry_ms);
            }
        }

        private void Connect()
        {
            if (_controller.State.ChargeCommand || _controller.State.DischargeCommand || !_network.TryConnect())
            {
                return;
            }

            bool secure = File.Exists(BoardSettings.AuthorityPath);
            X509Certificate authority = secure ? new X509Certificate(File.ReadAllBytes(BoardSettings.AuthorityPath)) : null;
            int port = _settings.Number("port", 1, 65535, secure ? 8883 : 1883);
            MqttSslProtocols protocol = secure ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None;

            // A new client for each connection: a used one loses what was under way. MQTT 3.1.1: with 5 the package misreads a PUBACK that
            // carries a reason.
            _client = new MqttClient(_settings.Text("broker"), port, secure, authority, null, protocol);
            _client.ProtocolVersion = MqttProtocolVersion.Version_3_1_1;
            _client.Settings.InflightQueueSize = M2MqttLink.MaxUnderWay;
            MqttReasonCode answer = _client.Connect(
                _clientId, _settings.Find("user"), _settings.Find("password"), true, KeepAlive_s);
            if (answer == MqttReasonCode.Success)
            {
                _link.Attach(_client);
            }
        }

        private void Drop()
        {
            _link.Detach();
            if (_client != null)
            {
                _client.Dispose();
                _client = null;
            }
        }
    }
}

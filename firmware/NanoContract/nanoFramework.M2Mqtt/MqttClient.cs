namespace nanoFramework.M2Mqtt
{
    using System;
    using System.Collections;
    using System.Security.Cryptography.X509Certificates;
    using nanoFramework.M2Mqtt.Messages;

    public enum MqttProtocolVersion
    {
        Version_3_1 = 3,
        Version_3_1_1 = 4,
        Version_5 = 5,
    }

    public class MqttSettings
    {
        public const int BrokerDefaultPort = 1883;
        public const int BrokerDefaultSslPort = 8883;
        public const int DefaultTimeout = 30000;
        public const int MaximumAttemptsRetry = 3;
        public const int DefaultDelayRetry = 1000;
        public const int ConnectTimeout = 30000;
        public const int DefaultInflightQueueSize = 2147483647;

        private MqttSettings() { }
        public static MqttSettings Instance { get { throw null; } }
        public int Port { get { throw null; } }
        public int SslPort { get { throw null; } }
        public int TimeoutOnConnection { get { throw null; } }
        public int TimeoutOnReceiving { get { throw null; } }
        public int AttemptsOnRetry { get { throw null; } }
        public int DelayOnRetry { get { throw null; } }
        public int InflightQueueSize { get { throw null; } set { } }
        public bool ValidateServerCertificate { get { throw null; } set { } }
    }

    public class MqttClient : IMqttClient, IDisposable
    {
        public MqttClient(string brokerHostName) { }

        public MqttClient(
            string brokerHostName,
            int brokerPort,
            bool secure,
            X509Certificate caCert,
            X509Certificate clientCert,
            MqttSslProtocols sslProtocol) { }

        public event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived;

        public event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished;

        public event IMqttClient.MqttMsgSubscribedEventHandler MqttMsgSubscribed;

        public event IMqttClient.MqttMsgUnsubscribedEventHandler MqttMsgUnsubscribed;

        public event IMqttClient.ConnectionClosedEventHandler ConnectionClosed;

        public bool IsConnected { get { throw null; } }

        public string ClientId { get { throw null; } }

        public bool CleanSession { get { throw null; } }

        public bool WillFlag { get { throw null; } }

        public MqttQoSLevel WillQosLevel { get { throw null; } }

        public string WillTopic { get { throw null; } }

        public string WillMessage { get { throw null; } }

        public MqttProtocolVersion ProtocolVersion { get { throw null; } set { } }

        public MqttSettings Settings { get { throw null; } }

        public void Close() { }

        public MqttReasonCode Connect(string clientId) { throw null; }

        public MqttReasonCode Connect(string clientId, bool cleanSession) { throw null; }

        public MqttReasonCode Connect(string clientId, string username, string password) { throw null; }

        public MqttReasonCode Connect(string clientId, string username, string password, bool cleanSession, ushort keepAlivePeriod)
        {
            throw null;
        }

        public MqttReasonCode Connect(
            string clientId,
            string username,
            string password,
            bool willRetain,
            MqttQoSLevel willQosLevel,
            bool willFlag,
            string willTopic,
            string willMessage,
            bool cleanSession,
            ushort keepAlivePeriod)
        {
            throw null;
        }

        public void Disconnect() { }

        public void Dispose() { }

        public void Init(
            string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol) { }

        public ushort Publish(string topic, byte[] message) { throw null; }

        public ushort Publish(string topic, byte[] message, string contentType) { throw null; }

        public ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties) { throw null; }

        public ushort Publish(
            string topic,
            byte[] message,
            string contentType,
            ArrayList userProperties,
            MqttQoSLevel qosLevel,
            bool retain)
        {
            throw null;
        }

        public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels) { throw null; }

        public ushort Unsubscribe(string[] topics) { throw null; }
    }
}

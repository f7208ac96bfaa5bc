using System.Collections;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Bms.Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// The package's client over real sockets, with the package's defects: see <see cref="ErrandQueue"/>, <see cref="Errand"/> and
/// <see cref="MqttSettings"/>. Written from its observed behaviour and published source (nanoframework/nanoFramework.m2mqtt, July 2026);
/// of the protocol only 3.1.1, of QoS only 0 and 1. Two differences: connecting ends after TimeoutOnConnection (on a board it has no
/// bound while a peer is silent in a TLS handshake), and a certificate is always looked at.
/// </summary>
public class MqttClient : IMqttClient, IDisposable
{
    private const ushort DefaultKeepAlive_s = 60;

    private readonly ErrandQueue _queue = new(MqttSettings.Instance);
    private readonly Worker _worker;
    private MqttOptions _options;
    private ushort _lastId;

    public MqttClient(string brokerHostName)
        : this(brokerHostName, MqttSettings.BrokerDefaultPort, false, null, null, MqttSslProtocols.None)
    {
    }

    /// <summary>Looks the broker's name up, and throws when that fails.</summary>
    public MqttClient(
        string brokerHostName, int brokerPort, bool secure, X509Certificate caCert, X509Certificate clientCert,
        MqttSslProtocols sslProtocol)
    {
        _worker = new Worker(_queue, Settings)
        {
            Received = Take, Ended = Tell, Closed = () => ConnectionClosed?.Invoke(this, EventArgs.Empty),
        };
        Init(brokerHostName, brokerPort, secure, caCert, clientCert);
    }

    public event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived;

    public event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished;

    public event IMqttClient.MqttMsgSubscribedEventHandler MqttMsgSubscribed;

    public event IMqttClient.MqttMsgUnsubscribedEventHandler MqttMsgUnsubscribed;

    public event IMqttClient.ConnectionClosedEventHandler ConnectionClosed;

    public bool IsConnected => _worker.IsConnected;

    public string ClientId { get; private set; }

    public bool CleanSession { get; private set; }

    public bool WillFlag { get; private set; }

    public MqttQoSLevel WillQosLevel { get; private set; }

    public string WillTopic { get; private set; }

    public string WillMessage { get; private set; }

    public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.Version_3_1_1;

    public MqttSettings Settings => MqttSettings.Instance;

    public void Init(
        string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol) =>
        Init(brokerHostName, brokerPort, secure, Load(caCert), Load(clientCert));

    public MqttReasonCode Connect(string clientId) => Connect(clientId, true);

    public MqttReasonCode Connect(string clientId, bool cleanSession) =>
        Connect(clientId, null, null, cleanSession, DefaultKeepAlive_s);

    public MqttReasonCode Connect(string clientId, string username, string password) =>
        Connect(clientId, username, password, true, DefaultKeepAlive_s);

    public MqttReasonCode Connect(string clientId, string username, string password, bool cleanSession, ushort keepAlivePeriod) => Connect(
        clientId, username, password, false, MqttQoSLevel.AtMostOnce, false, null, null, cleanSession, keepAlivePeriod);

    public MqttReasonCode Connect(
        string clientId, string username, string password, bool willRetain, MqttQoSLevel willQosLevel, bool willFlag, string willTopic,
        string willMessage, bool cleanSession, ushort keepAlivePeriod)
    {
        if (ProtocolVersion != MqttProtocolVersion.Version_3_1_1 || !Settings.ValidateServerCertificate)
        {
            throw new NotSupportedException("The twin speaks MQTT 3.1.1, and always looks at a certificate.");
        }

        // The will is a text: what is not UTF-8 cannot be one.
        MqttConnect connect = new()
        {
            ClientId = clientId,
            CleanSession = cleanSession,
            KeepAlive_s = keepAlivePeriod,
            User = username,
            Password = password is null ? null : Encoding.UTF8.GetBytes(password),
            Will = willFlag ? new MqttWill(willTopic, Encoding.UTF8.GetBytes(willMessage), (MqttQos)willQosLevel, willRetain) : null,
        };
        int code = Open(MqttEncoder.Connect(connect));
        if (code == 0)
        {
            (ClientId, CleanSession, WillFlag) = (clientId, cleanSession, willFlag);
            (WillTopic, WillMessage, WillQosLevel) = (willTopic, willMessage, willQosLevel);
            _queue.Restore(cleanSession);
            _worker.Start(keepAlivePeriod * 1000);
            _worker.Wake();
        }

        return (MqttReasonCode)code;
    }

    public void Disconnect()
    {
        _worker.Send(MqttEncoder.Empty(MqttPacketType.Disconnect));
        _worker.BeginClosing();
    }

    public void Close() => _worker.Close();

    public void Dispose()
    {
        _worker.BeginClosing();
        _worker.Close();
    }

    public ushort Publish(string topic, byte[] message) => Publish(topic, message, null);

    public ushort Publish(string topic, byte[] message, string contentType) => Publish(topic, message, contentType, null);

    public ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties) =>
        Publish(topic, message, contentType, userProperties, MqttQoSLevel.AtMostOnce, false);

    /// <summary>
    /// Queues a message, connected or not. The array is not copied. Throws MqttClientException when the queue is full.
    /// </summary>
    public ushort Publish(
        string topic, byte[] message, string contentType, ArrayList userProperties, MqttQoSLevel qosLevel, bool retain)
    {
        if (!string.IsNullOrEmpty(contentType) || userProperties?.Count > 0 || qosLevel > MqttQoSLevel.AtLeastOnce)
        {
            throw new NotSupportedException("Properties belong to MQTT 5; the twin knows QoS 0 and 1.");
        }

        Errand errand = new(ErrandKind.Publish, NextId())
        {
            Topic = topic, Message = message, Qos = (MqttQos)qosLevel, Retain = retain,
        };
        if (!Add(errand))
        {
            throw new MqttClientException(MqttClientErrorCode.InflightQueueFull);
        }

        return (ushort)errand.Id;
    }

    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
    {
        if (topics.Length == 0 || topics.Length != qosLevels.Length)
        {
            throw new MqttClientException(MqttClientErrorCode.TopicsQosLevelsNotMatch);
        }

        Errand errand = new(ErrandKind.Subscribe, NextId())
        {
            Subscriptions = [.. topics.Zip(qosLevels, (topic, qos) => new MqttSubscription(topic, (MqttQos)Math.Min((int)qos, 1)))],
        };
        Add(errand);
        return (ushort)errand.Id;
    }

    public ushort Unsubscribe(string[] topics)
    {
        Errand errand = new(ErrandKind.Unsubscribe, NextId()) { Filters = topics };
        Add(errand);
        return (ushort)errand.Id;
    }

    private static X509Certificate Load(byte[] certificate) =>
        certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate);

    private void Init(string host, int port, bool secure, X509Certificate authority, X509Certificate own)
    {
        IPAddress address = Dns.GetHostAddresses(host, AddressFamily.InterNetwork).FirstOrDefault()
            ?? throw new SocketException((int)SocketError.HostNotFound);
        Settings.Port = secure ? Settings.Port : port;
        Settings.SslPort = secure ? port : Settings.SslPort;
        _options = new MqttOptions
        {
            Host = address.ToString(),
            Port = port,
            ConnectTimeout_ms = Settings.TimeoutOnConnection,
            Tls = !secure ? null : new MqttTls
            {
                Authorities = authority is null ? null : [new X509Certificate2(authority)],
                ClientCertificate = own as X509Certificate2,
                ServerName = host,
            },
        };
    }

    private int Open(byte[] connect)
    {
        try
        {
            return _worker.Open(_options, connect);
        }
        catch (MqttException e)
        {
            throw new MqttConnectionException("Exception connecting to the broker", e);
        }
    }

    // Ids run on and on: that one of them may still be in use is not looked at.
    private ushort NextId() => _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);

    private bool Add(Errand errand)
    {
        bool added = _queue.TryAdd(errand);
        _worker.Wake();
        return added;
    }

    private void Take(MqttHeader header, byte[] packet)
    {
        MqttPacketReader reader = MqttPacketReader.ForBody(header, packet);
        switch (header.Type)
        {
            case MqttPacketType.ConnectAck:
                _worker.Answer(reader.ReadConnectAck(out _));
                break;
            case MqttPacketType.PingResponse:
                _worker.Answer(null);
                break;
            case MqttPacketType.Publish:
                Add(ToErrand(reader.ReadPublish()));
                break;
            case MqttPacketType.PublishAck:
                Answer(ErrandKind.Publish, reader.ReadPublishAck(), []);
                break;
            case MqttPacketType.SubscribeAck:
                byte[] codes = reader.ReadSubscribeAck(out int id).ToArray();
                Answer(ErrandKind.Subscribe, id, codes);
                break;
            case MqttPacketType.UnsubscribeAck:
                Answer(ErrandKind.Unsubscribe, reader.ReadUnsubscribeAck(), []);
                break;
            default:
                throw new MqttClientException(MqttClientErrorCode.WrongBrokerMessage);
        }
    }

    private static Errand ToErrand(in MqttPublish publish) => new(ErrandKind.Received, publish.PacketId)
    {
        Topic = publish.Topic,
        Message = publish.Payload.ToArray(),
        Qos = publish.Qos,
        Retain = publish.Retain,
        Duplicate = publish.Duplicate,
    };

    private void Answer(ErrandKind kind, int id, byte[] codes)
    {
        _queue.Add(new Answer(kind, id, codes));
        _worker.Wake();
    }

    private void Tell(Errand errand, Answer answer)
    {
        ushort id = (ushort)errand.Id;
        _worker.Post(errand.Kind switch
        {
            ErrandKind.Publish => () => MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(id, answer != null)),
            ErrandKind.Subscribe => () => MqttMsgSubscribed?.Invoke(
                this, new MqttMsgSubscribedEventArgs(id, [.. answer.Codes.Select(code => (MqttQoSLevel)code)])),
            ErrandKind.Unsubscribe => () => MqttMsgUnsubscribed?.Invoke(this, new MqttMsgUnsubscribedEventArgs(id)),
            _ => () => MqttMsgPublishReceived?.Invoke(this, new MqttMsgPublishEventArgs(
                errand.Topic, errand.Message, errand.Duplicate, (MqttQoSLevel)errand.Qos, errand.Retain)),
        });
    }
}

using System.Collections;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace Bms.Tests.Drivers;

/// <summary>A client that keeps what it is given and acknowledges when told to.</summary>
internal sealed class FakeMqttClient : IMqttClient
{
    private IMqttClient.MqttMsgPublishedEventHandler? _published;
    private ushort _lastId;

    public event IMqttClient.MqttMsgPublishEventHandler? MqttMsgPublishReceived;

    public event IMqttClient.MqttMsgPublishedEventHandler? MqttMsgPublished
    {
        add => _published += value;
        remove => _published = RemovesTooLate ? _published : _published - value;
    }

    public event IMqttClient.MqttMsgSubscribedEventHandler? MqttMsgSubscribed;

    public event IMqttClient.MqttMsgUnsubscribedEventHandler? MqttMsgUnsubscribed;

    public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed;

    public bool IsConnected { get; set; } = true;

    public bool QueueIsFull { get; set; }

    /// <summary>Another thread is about to call the listener while it is removed.</summary>
    public bool RemovesTooLate { get; set; }

    /// <summary>What connecting comes to.</summary>
    public MqttReasonCode Answer { get; set; }

    /// <summary>Connections and goodbyes.</summary>
    public List<string> Log { get; } = [];

    public bool AcknowledgesAtOnce { get; set; }

    public List<(string Topic, byte[] Message, MqttQoSLevel Qos, bool Retain)> Sent { get; } = [];

    public bool HasListener => _published != null;

    public bool HasOtherListeners =>
        MqttMsgPublishReceived != null || MqttMsgSubscribed != null || MqttMsgUnsubscribed != null || ConnectionClosed != null;

    public void End(int id, bool published) => _published?.Invoke(this, new MqttMsgPublishedEventArgs((ushort)id, published));

    public ushort Publish(
        string topic, byte[] message, string contentType, ArrayList userProperties, MqttQoSLevel qosLevel, bool retain)
    {
        if (QueueIsFull)
        {
            throw new InvalidOperationException("queue full");
        }

        Sent.Add((topic, message, qosLevel, retain));
        _lastId++;
        if (AcknowledgesAtOnce)
        {
            End(_lastId, true);
        }

        return _lastId;
    }

    public ushort Publish(string topic, byte[] message) => throw new NotSupportedException();

    public ushort Publish(string topic, byte[] message, string contentType) => throw new NotSupportedException();

    public void Close() => throw new NotSupportedException();

    public void Disconnect() => Log.Add("disconnect");

    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
    {
        Log.Add($"subscribe {string.Join(' ', topics)} {string.Join(' ', qosLevels)}");
        return 1;
    }

    /// <summary>A message comes from the broker.</summary>
    public void Receive(string topic, byte[] message) => MqttMsgPublishReceived?.Invoke(
        this, new MqttMsgPublishEventArgs(topic, message, false, MqttQoSLevel.AtLeastOnce, false));

    public ushort Unsubscribe(string[] topics) => throw new NotSupportedException();

    public void Init(
        string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol) =>
        throw new NotSupportedException();

    public MqttReasonCode Connect(
        string clientId, string username, string password, bool willRetain, MqttQoSLevel willQosLevel, bool willFlag, string willTopic,
        string willMessage, bool cleanSession, ushort keepAlivePeriod)
    {
        Log.Add($"connect {clientId} {username} {password} {willRetain} {willQosLevel} {willFlag} {willTopic} {willMessage} "
            + $"{cleanSession} {keepAlivePeriod}");
        IsConnected = Answer == MqttReasonCode.Success;
        return Answer;
    }
}

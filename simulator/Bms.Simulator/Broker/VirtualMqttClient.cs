using System.Collections;
using Bms.Twins;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace Bms.Simulator.Broker;

/// <summary>
/// Stands for the package's client on the virtual clock: what it does to the device's runtime while it connects, and how messages and
/// acknowledgements go over a <see cref="VirtualLink"/>. Native calls (name look-up, handshake) let virtual time pass in which no
/// firmware runs; a wait in managed code only keeps the network thread busy.
/// </summary>
internal sealed class VirtualMqttClient(VirtualLink path, VirtualBroker broker, VirtualClock clock, ConnectConditions conditions)
    : IMqttClient
{
    private const int Ids = ushort.MaxValue;

    private IMqttClient.MqttMsgPublishedEventHandler? _published;
    private (string Topic, byte[] Message, bool Retain)? _will;
    private long _busyUntil_us;
    private long _connected_us = long.MaxValue;
    private int _breaks;

    event IMqttClient.MqttMsgPublishEventHandler IMqttClient.MqttMsgPublishReceived
    {
        add { }
        remove { }
    }

    public event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished
    {
        add => _published += value;
        remove => _published -= value;
    }

    event IMqttClient.MqttMsgSubscribedEventHandler IMqttClient.MqttMsgSubscribed
    {
        add { }
        remove { }
    }

    event IMqttClient.MqttMsgUnsubscribedEventHandler IMqttClient.MqttMsgUnsubscribed
    {
        add { }
        remove { }
    }

    event IMqttClient.ConnectionClosedEventHandler IMqttClient.ConnectionClosed
    {
        add { }
        remove { }
    }

    public bool IsConnected
    {
        get
        {
            path.Pump();
            return clock.Now_us >= _connected_us && path.Breaks == _breaks;
        }
    }

    /// <summary>True while its thread waits in a call to connect.</summary>
    internal bool IsBusy => clock.Now_us < _busyUntil_us;

    public MqttReasonCode Connect(
        string clientId, string username, string password, bool willRetain, MqttQoSLevel willQosLevel, bool willFlag, string willTopic,
        string willMessage, bool cleanSession, ushort keepAlivePeriod)
    {
        if (!path.IsConnected)
        {
            throw new MqttConnectionException("nobody listens", null);
        }

        if (conditions.Silence_us > 0 || path.HalfOpen)
        {
            FallSilent();
        }

        clock.Advance_us(conditions.IsSecure ? ConnectConditions.Handshake_us : 0);
        if (conditions.Refuses || !path.IsConnected)
        {
            return MqttReasonCode.ConnectionRefusedServerUnavailable;
        }

        _connected_us = clock.Now_us;
        _breaks = path.Breaks;
        _will = willFlag ? (willTopic, System.Text.Encoding.ASCII.GetBytes(willMessage), willRetain) : null;
        return MqttReasonCode.Success;
    }

    public ushort Publish(
        string topic, byte[] message, string contentType, ArrayList userProperties, MqttQoSLevel qosLevel, bool retain)
    {
        int handle = path.Publish(topic, message, message.Length, retain);
        return handle > 0 ? Id(handle) : throw new MqttClientException(MqttClientErrorCode.InflightQueueFull);
    }

    public void Disconnect()
    {
        _will = null;
        Close();
    }

    public void Close()
    {
        if (_connected_us != long.MaxValue)
        {
            Vanish();
        }

        _connected_us = long.MaxValue;
    }

    public ushort Publish(string topic, byte[] message) => throw new NotSupportedException();

    public ushort Publish(string topic, byte[] message, string contentType) => throw new NotSupportedException();

    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels) => throw new NotSupportedException();

    public ushort Unsubscribe(string[] topics) => throw new NotSupportedException();

    public void Init(
        string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol) =>
        throw new NotSupportedException();

    /// <summary>The native look-up of the broker's name, when the board has to ask for it.</summary>
    internal void LookUp()
    {
        if (conditions.IsSecure && conditions.Lookup_us > 0)
        {
            clock.Advance_us(conditions.Lookup_us);
            throw new MqttConnectionException("the name is not found", null);
        }
    }

    /// <summary>Raises the events that are due.</summary>
    internal void Pump()
    {
        if (!IsConnected)
        {
            PublishWill();
            return;
        }

        for (int handle = path.TakeFinished(out bool delivered); handle != 0; handle = path.TakeFinished(out delivered))
        {
            _published?.Invoke(this, new MqttMsgPublishedEventArgs(Id(handle), delivered));
        }
    }

    /// <summary>The device is gone without a goodbye: the broker publishes the will.</summary>
    internal void Vanish()
    {
        path.Break();
        PublishWill();
    }

    private static ushort Id(int handle) => (ushort)((handle % Ids) + 1);

    // A peer that takes the connection and says nothing: with TLS the native handshake stands, without it the thread waits for CONNACK.
    private void FallSilent()
    {
        if (conditions.IsSecure)
        {
            clock.Advance_us(path.HalfOpen ? ConnectConditions.AnswerTimeout_us : conditions.Silence_us);
        }
        else
        {
            _busyUntil_us = clock.Now_us + ConnectConditions.AnswerTimeout_us;
        }

        throw new MqttConnectionException("nobody answers", null);
    }

    // A broker that has died with the connection publishes nothing.
    private void PublishWill()
    {
        if (_will is (string topic, byte[] message, bool retain) && broker.Online)
        {
            broker.Accept(topic, message, retain, clock.Now_us);
        }

        _will = null;
    }
}

namespace Bms.Mqtt;

/// <summary>
/// The one error of this library: the network failed, the broker refused, or a packet breaks the protocol. The message is one line.
/// After it the connection is closed; what was published and not acknowledged is kept for the next one.
/// </summary>
public sealed class MqttException : Exception
{
    public MqttException()
    {
    }

    public MqttException(string message)
        : base(message)
    {
    }

    public MqttException(string message, Exception cause)
        : base(message, cause)
    {
    }
}

namespace nanoFramework.M2Mqtt;

public enum MqttProtocolVersion
{
    Version_3_1 = 3,
    Version_3_1_1 = 4,
    Version_5 = 5,
}

/// <summary>One object for all clients, as in the package: a bound that one sets holds for the others too.</summary>
public class MqttSettings
{
    public const int BrokerDefaultPort = 1883;
    public const int BrokerDefaultSslPort = 8883;
    public const int DefaultTimeout = 30000;
    public const int MaximumAttemptsRetry = 3;
    public const int DefaultDelayRetry = 1000;
    public const int ConnectTimeout = 30000;
    public const int DefaultInflightQueueSize = int.MaxValue;

    private MqttSettings()
    {
    }

    public static MqttSettings Instance { get; } = new();

    public int Port { get; internal set; } = BrokerDefaultPort;

    public int SslPort { get; internal set; } = BrokerDefaultSslPort;

    public int TimeoutOnConnection { get; internal set; } = ConnectTimeout;

    public int TimeoutOnReceiving { get; internal set; } = DefaultTimeout;

    /// <summary>Times that a message is sent before it is given up.</summary>
    public int AttemptsOnRetry { get; internal set; } = MaximumAttemptsRetry;

    /// <summary>Time in ms after which a message that was not acknowledged is sent again, on the live connection.</summary>
    public int DelayOnRetry { get; internal set; } = DefaultDelayRetry;

    /// <summary>Most messages that wait in memory; without a bound unless somebody sets one.</summary>
    public int InflightQueueSize { get; set; } = DefaultInflightQueueSize;

    /// <summary>The twin never connects without looking at the certificate: false makes Connect throw.</summary>
    public bool ValidateServerCertificate { get; set; } = true;
}

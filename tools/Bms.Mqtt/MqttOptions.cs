using System.Security.Cryptography.X509Certificates;

namespace Bms.Mqtt;

/// <summary>Where the broker is, how to reach it and what the client may cost.</summary>
public sealed record MqttOptions
{
    /// <summary>The broker's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The broker's port, 1 to 65535; usually 1883, and 8883 with TLS.</summary>
    public required int Port { get; init; }

    /// <summary>Null = no TLS.</summary>
    public MqttTls? Tls { get; init; }

    /// <summary>What the client says of itself: id, session, keep-alive, will, user and password.</summary>
    public MqttConnect Connect { get; init; } = new() { KeepAlive_s = 30 };

    /// <summary>Most bytes of a packet that is taken or sent; a longer one ends the connection before memory is spent on it.</summary>
    public int MaxPacket_bytes { get; init; } = 256 * 1024;

    /// <summary>Most messages of QoS 1 that wait for their acknowledgement, 1 to 10000.</summary>
    public int MaxInFlight { get; init; } = 20;

    /// <summary>Longest time for name look-up, TCP, TLS and CONNACK together in ms.</summary>
    public int ConnectTimeout_ms { get; init; } = 10_000;

    /// <summary>Longest time that sending may be held up by a broker that does not read, in ms.</summary>
    public int SendTimeout_ms { get; init; } = 10_000;

    /// <summary>Throws ArgumentException when an option is out of its range.</summary>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Host);
        Check(Port, 1, 65_535, nameof(Port));
        Check(MaxPacket_bytes, 64, MqttPacketWriter.MaxBody_bytes, nameof(MaxPacket_bytes));
        Check(MaxInFlight, 1, 10_000, nameof(MaxInFlight));
        Check(ConnectTimeout_ms, 1, int.MaxValue, nameof(ConnectTimeout_ms));
        Check(SendTimeout_ms, 1, int.MaxValue, nameof(SendTimeout_ms));
    }

    private static void Check(int value, int low, int high, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, low, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, high, name);
    }
}

/// <summary>TLS 1.2 or 1.3; the broker's certificate is always verified, its name included.</summary>
public sealed record MqttTls
{
    /// <summary>The only authorities that may have signed the broker's certificate; null = those of the system.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Certificate with private key that says who the client is, or null.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Name in the broker's certificate when it is not <see cref="MqttOptions.Host"/>.</summary>
    public string? ServerName { get; init; }
}

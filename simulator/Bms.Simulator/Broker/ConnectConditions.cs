namespace Bms.Simulator.Broker;

/// <summary>What a device meets that tries to connect, in virtual time.</summary>
public sealed class ConnectConditions
{
    /// <summary>
    /// Time of a TLS handshake on a board, in us, during which no managed thread runs. An assumption: a P-256 handshake in software on a
    /// 240 MHz core, with room; nobody has published one of nanoFramework's.
    /// </summary>
    public const long Handshake_us = 2_000_000;

    /// <summary>
    /// Time in us after which M2Mqtt gives up a broker that took the connection and does not answer to CONNECT: it waits in managed code.
    /// </summary>
    public const long AnswerTimeout_us = 30_000_000;

    /// <summary>True: the board connects by name and with TLS, so that connecting can stall its runtime.</summary>
    public bool IsSecure { get; init; }

    /// <summary>True: the board was declared safe to connect while a switch conducts.</summary>
    public bool UnderLoad { get; init; }

    /// <summary>How long the broker takes the connection and says nothing, in us; 0 = it speaks.</summary>
    public long Silence_us { get; set; }

    /// <summary>How long the look-up of the broker's name takes before it fails, in us; 0 = it works, in no time.</summary>
    public long Lookup_us { get; set; }

    /// <summary>True while the broker refuses everybody.</summary>
    public bool Refuses { get; set; }
}

namespace Bms.Mqtt.Broker;

/// <summary>What is wrong with a <see cref="LoopbackBroker"/>; may be changed at any time, from any thread.</summary>
public sealed class BrokerFaults
{
    private int _acknowledgementsToLose;
    private int _acknowledgementsToDouble;

    /// <summary>Takes TCP connections and then says and reads nothing, a TLS handshake included.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Goes on with open connections as if it had died: reads nothing, answers nothing, closes nothing.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Code with which CONNECT is refused, 1 to 5; 0 = not.</summary>
    public int RefusesWith { get; set; }

    /// <summary>Time before an acknowledgement is sent, in ms.</summary>
    public int AcknowledgeDelay_ms { get; set; }

    /// <summary>Time that it takes for each packet, in ms.</summary>
    public int Slowness_ms { get; set; }

    /// <summary>Acknowledgements of published messages that will still be left out.</summary>
    public int AcknowledgementsToLose
    {
        get => Volatile.Read(ref _acknowledgementsToLose);
        set => Volatile.Write(ref _acknowledgementsToLose, value);
    }

    /// <summary>Acknowledgements of published messages that will still be sent twice.</summary>
    public int AcknowledgementsToDouble
    {
        get => Volatile.Read(ref _acknowledgementsToDouble);
        set => Volatile.Write(ref _acknowledgementsToDouble, value);
    }

    internal int TakeAcknowledgements() => Take(ref _acknowledgementsToLose) ? 0 : Take(ref _acknowledgementsToDouble) ? 2 : 1;

    private static bool Take(ref int count)
    {
        while (true)
        {
            int seen = Volatile.Read(ref count);
            if (seen <= 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref count, seen - 1, seen) == seen)
            {
                return true;
            }
        }
    }
}

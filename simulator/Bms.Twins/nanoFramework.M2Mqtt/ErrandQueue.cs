#nullable enable
namespace nanoFramework.M2Mqtt;

/// <summary>
/// The package's in-flight queue, with its habits. Only the answer at the head of the line is looked at in a pass, and one that belongs to
/// nobody is dropped at the end of it; what is not answered in time is sent again on the live connection, and given up after the last
/// attempt. What is under way when a connection ends is kept for a lasting session and then, on the next one, taken for answered: lost
/// without a word.
/// </summary>
internal sealed class ErrandQueue(MqttSettings settings)
{
    private readonly object _lock = new();
    private readonly Queue<Errand> _errands = new();
    private readonly Queue<Answer> _answers = new();
    private readonly List<int> _awaited = [];
    private readonly Dictionary<int, Errand> _session = [];
    private bool _hasSession;

    /// <summary>Takes an errand; false when the queue is full. What came from the broker is dropped then, and nobody told.</summary>
    public bool TryAdd(Errand errand)
    {
        lock (_lock)
        {
            bool isSure = errand.Kind == ErrandKind.Publish && !errand.IsUnsure;
            if (isSure)
            {
                _awaited.Add(errand.Id); // also of one that is then refused
            }

            if (_errands.Count >= settings.InflightQueueSize)
            {
                return false;
            }

            _errands.Enqueue(errand);
            if (isSure && _hasSession)
            {
                _session[errand.Id] = errand;
            }

            return true;
        }
    }

    /// <summary>Takes an answer of the broker.</summary>
    public void Add(Answer answer)
    {
        lock (_lock)
        {
            _awaited.Remove(answer.Id);
            _answers.Enqueue(answer);
        }
    }

    /// <summary>
    /// A connection begins. A lasting session puts what was under way back into the queue, as not sent; the first one only begins to keep.
    /// </summary>
    public void Restore(bool cleanSession)
    {
        lock (_lock)
        {
            if (cleanSession)
            {
                _session.Clear();
                return;
            }

            foreach (Errand errand in _hasSession ? [.. _session.Values] : Array.Empty<Errand>())
            {
                errand.IsSent = false;
                _errands.Enqueue(errand);
            }

            _hasSession = true;
        }
    }

    /// <summary>A connection has ended: everything goes but the session.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _errands.Clear();
            _answers.Clear();
            _awaited.Clear();
        }
    }

    /// <summary>
    /// Looks at every errand once. Returns the longest time in ms until the next pass, -1 = until something happens. What
    /// <paramref name="send"/> throws comes through, with the errand back in the queue.
    /// </summary>
    public int Pass(long now_ms, Action<byte[]> send, Action<Errand, Answer?> ended)
    {
        int wait_ms = -1;
        bool used = false;
        Answer? head = null;
        for (int rest = Count(); rest > 0; rest--)
        {
            if (!TryTake(out Errand errand))
            {
                break;
            }

            head = errand.IsSent ? Head() : null;
            if (errand.IsSent && head is not null && head.Id == errand.Id && head.Kind == errand.Kind)
            {
                Finish(errand);
                DropHead();
                used = true;
                ended(errand, head);
            }
            else
            {
                wait_ms = Least(wait_ms, errand.IsSent ? Wait(errand, now_ms, ended) : Send(errand, now_ms, send, ended));
            }
        }

        if (head is not null && !used)
        {
            DropHead();
        }

        return wait_ms;
    }

    private static int Least(int a_ms, int b_ms) => a_ms < 0 ? b_ms : b_ms < 0 ? a_ms : Math.Min(a_ms, b_ms);

    private int Count()
    {
        lock (_lock)
        {
            return _errands.Count;
        }
    }

    private bool TryTake(out Errand errand)
    {
        lock (_lock)
        {
            return _errands.TryDequeue(out errand!);
        }
    }

    private Answer? Head()
    {
        lock (_lock)
        {
            return _answers.TryPeek(out Answer? head) ? head : null;
        }
    }

    private void DropHead()
    {
        lock (_lock)
        {
            _answers.TryDequeue(out _);
        }
    }

    private void Requeue(Errand errand)
    {
        lock (_lock)
        {
            _errands.Enqueue(errand);
        }
    }

    private void Finish(Errand errand)
    {
        lock (_lock)
        {
            _session.Remove(errand.Id);
        }
    }

    // Not answered yet: wait on, send again, or give up.
    private int Wait(Errand errand, long now_ms, Action<Errand, Answer?> ended)
    {
        long waited_ms = now_ms - errand.Sent_ms;
        if (waited_ms < settings.DelayOnRetry)
        {
            Requeue(errand);
            return (int)(settings.DelayOnRetry - waited_ms);
        }

        if (errand.Attempts < settings.AttemptsOnRetry)
        {
            errand.IsSent = false;
            Requeue(errand);
            return 0;
        }

        Finish(errand);
        if (errand.Kind == ErrandKind.Publish)
        {
            ended(errand, null); // a subscription that nobody answers is given up without a word
        }

        return -1;
    }

    private int Send(Errand errand, long now_ms, Action<byte[]> send, Action<Errand, Answer?> ended)
    {
        bool awaitsAnswer = errand.Kind != ErrandKind.Received && !errand.IsUnsure;
        if (awaitsAnswer && errand.Kind == ErrandKind.Publish && errand.Attempts > 0 && !IsAwaited(errand.Id))
        {
            Finish(errand);
            return settings.DelayOnRetry;
        }

        errand.Sent_ms = now_ms;
        errand.Duplicate = errand.Attempts > 0;
        errand.Attempts++;
        errand.IsSent = awaitsAnswer;
        try
        {
            if (errand.Kind != ErrandKind.Received || errand.Qos != Bms.Mqtt.MqttQos.AtMostOnce)
            {
                send(errand.ToPacket());
            }
        }
        catch (Exception)
        {
            Requeue(errand);
            throw;
        }

        if (awaitsAnswer)
        {
            Requeue(errand);
            return settings.DelayOnRetry;
        }

        if (errand.Kind == ErrandKind.Received)
        {
            ended(errand, null);
        }

        return -1;
    }

    private bool IsAwaited(int id)
    {
        lock (_lock)
        {
            return _awaited.Contains(id);
        }
    }
}

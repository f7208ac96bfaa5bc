#nullable enable
using Bms.Mqtt;
using nanoFramework.M2Mqtt.Exceptions;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// The package's threads around one connection: one receives, one works through the queue, one raises events, one keeps the connection
/// alive. Whichever sees the connection fail marks it as closing; the one that raises events then closes it and tells.
/// </summary>
internal sealed class Worker(ErrandQueue queue, MqttSettings settings)
{
    private const int Settle_ms = 200;
    private const int Join_ms = 1000;

    private readonly AutoResetEvent _work = new(false);
    private readonly AutoResetEvent _news = new(false);
    private readonly AutoResetEvent _answered = new(false);
    private readonly ManualResetEvent _over = new(false);
    private readonly Queue<Action> _events = new();
    private readonly object _sending = new();
    private readonly List<Thread> _threads = [];
    private volatile bool _isRunning;
    private volatile bool _isClosing;
    private MqttConnection? _connection;
    private long _lastSent_ms;
    private int? _connectCode;

    /// <summary>Hears of what came from the broker, on the thread that receives.</summary>
    public required Action<MqttHeader, byte[]> Received { get; init; }

    /// <summary>Hears how an errand ended, on the thread that works through the queue.</summary>
    public required Action<Errand, Answer?> Ended { get; init; }

    /// <summary>Hears once that the connection is over, on the thread that raises events.</summary>
    public required Action Closed { get; init; }

    /// <summary>True from an accepted CONNECT until somebody sees the connection fail.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Opens the connection, sends CONNECT and waits for the answer, whose code it returns.</summary>
    public int Open(MqttOptions options, byte[] connect)
    {
        using CancellationTokenSource limit = new(options.ConnectTimeout_ms);
        _connection = MqttConnection.Open(options, limit.Token);
        _over.Reset();
        _answered.Reset();
        _isRunning = true;
        _isClosing = false;
        _connectCode = null;
        Begin(Receive);
        Send(connect);
        _answered.WaitOne(settings.TimeoutOnReceiving);
        return _connectCode ?? throw new MqttCommunicationException();
    }

    /// <summary>Begins with the queue, the events and the keep-alive, once the broker has accepted.</summary>
    public void Start(int keepAlive_ms)
    {
        IsConnected = true;
        Begin(Work);
        Begin(Raise);
        if (keepAlive_ms > 0)
        {
            Begin(() => KeepAlive(keepAlive_ms));
        }
    }

    /// <summary>There is something new in the queue.</summary>
    public void Wake() => _work.Set();

    /// <summary>Queues an event for its thread.</summary>
    public void Post(Action raise)
    {
        lock (_events)
        {
            _events.Enqueue(raise);
        }

        _news.Set();
    }

    /// <summary>The answer to CONNECT; null: to PINGREQ.</summary>
    public void Answer(int? connectCode)
    {
        _connectCode = connectCode ?? _connectCode;
        _answered.Set();
    }

    /// <summary>Sends a packet now, past the queue.</summary>
    public void Send(byte[] packet)
    {
        try
        {
            lock (_sending)
            {
                _connection!.Send(packet);
            }

            _lastSent_ms = Environment.TickCount64;
        }
        catch (Exception e)
        {
            throw new MqttCommunicationException(e);
        }
    }

    /// <summary>Somebody has seen the connection fail.</summary>
    public void BeginClosing()
    {
        if (!_isClosing)
        {
            _isClosing = true;
            IsConnected = false;
            _news.Set();
        }
    }

    /// <summary>Ends the threads and forgets what waits.</summary>
    public void Close()
    {
        _isRunning = false;
        IsConnected = false;
        _over.Set();
        _news.Set();
        Thread.Sleep(Settle_ms);
        _work.Set();
        queue.Clear();
        lock (_events)
        {
            _events.Clear();
        }

        _connection?.Dispose();
        foreach (Thread thread in Threads())
        {
            if (thread != Thread.CurrentThread)
            {
                thread.Join(Join_ms);
            }
        }
    }

    private Thread[] Threads()
    {
        lock (_threads)
        {
            Thread[] all = [.. _threads];
            _threads.Clear();
            return all;
        }
    }

    private void Begin(Action body)
    {
        Thread thread = new(() => body()) { IsBackground = true };
        lock (_threads)
        {
            _threads.Add(thread);
        }

        thread.Start();
    }

    private void Receive()
    {
        while (_isRunning)
        {
            try
            {
                if (_connection!.TryTake(Join_ms, out MqttHeader header, out ReadOnlySpan<byte> packet))
                {
                    Received(header, packet.ToArray());
                }
            }
            catch (Exception)
            {
                BeginClosing();
                _answered.Set();
                return;
            }
        }
    }

    private void Work()
    {
        int wait_ms = -1;
        while (_isRunning)
        {
            _work.WaitOne(wait_ms);
            try
            {
                wait_ms = _isRunning ? queue.Pass(Environment.TickCount64, Send, Ended) : -1;
            }
            catch (Exception)
            {
                wait_ms = -1;
                BeginClosing();
            }
        }
    }

    private void Raise()
    {
        while (_isRunning)
        {
            Action? raise = null;
            lock (_events)
            {
                _events.TryDequeue(out raise);
            }

            if (raise is null && _isClosing)
            {
                Close();
                Closed();
                return;
            }

            if (raise is null)
            {
                _news.WaitOne();
                continue;
            }

            try
            {
                raise();
            }
            catch (Exception)
            {
                BeginClosing(); // a handler that throws ends the connection
            }
        }
    }

    private void KeepAlive(int period_ms)
    {
        int wait_ms = period_ms;
        while (!_over.WaitOne(wait_ms))
        {
            long silent_ms = Environment.TickCount64 - _lastSent_ms;
            if (silent_ms < period_ms)
            {
                wait_ms = (int)(period_ms - silent_ms);
                continue;
            }

            wait_ms = period_ms;
            try
            {
                _answered.Reset();
                Send(MqttEncoder.Empty(MqttPacketType.PingRequest));
                if (_answered.WaitOne(period_ms))
                {
                    continue;
                }
            }
            catch (MqttCommunicationException)
            {
                // As if nobody had answered.
            }

            BeginClosing();
            return;
        }
    }
}

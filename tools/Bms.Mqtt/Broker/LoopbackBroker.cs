using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Bms.Mqtt.Broker;

/// <summary>
/// A small broker of MQTT 3.1.1 (QoS 0 and 1, retained messages, wills, lasting sessions) for machines without a real one: on loopback
/// only, with faults to order, and it can be killed and started again on the same port. No keep-alive is enforced and nobody is asked for a
/// password: it is for tests and trials, never for a network.
/// </summary>
public sealed class LoopbackBroker : IDisposable
{
    private const int Backlog = 64;
    private const int BindPatience_ms = 30_000;

    // A client that does not read must not hold up the others for ever.
    private const int SendTimeout_ms = 5000;

    private readonly object _lock = new();
    private readonly List<BrokerConnection> _connections = [];
    private readonly SslServerAuthenticationOptions? _tls;
    private BrokerState _state = new();
    private volatile Socket? _listener;

    /// <summary>Starts on a free port, with TLS when options for it are given.</summary>
    public LoopbackBroker(SslServerAuthenticationOptions? tls = null)
    {
        _tls = tls;
        Start();
    }

    /// <summary>Port on 127.0.0.1; stays the same over <see cref="Kill"/> and <see cref="Start"/>.</summary>
    public int Port { get; private set; }

    /// <summary>What is wrong with it.</summary>
    public BrokerFaults Faults { get; } = new();

    /// <summary>Messages taken from clients so far.</summary>
    public long Published => _state.Published;

    /// <summary>Starts it, again on its port.</summary>
    public void Start()
    {
        Socket listener = Bind();
        listener.Listen(Backlog);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _listener = listener;
        Run(() => Accept(listener));
    }

    /// <summary>
    /// Ends it as a killed process ends: every connection is reset, no will is published. With <paramref name="forget"/> sessions and
    /// retained messages are gone too, as of a broker that stores nothing.
    /// </summary>
    public void Kill(bool forget = false)
    {
        _listener?.Dispose();
        _listener = null;
        _state.ForgetConnections();
        _state = forget ? new BrokerState() : _state;
        BrokerConnection[] open;
        lock (_lock)
        {
            open = [.. _connections];
            _connections.Clear();
        }

        foreach (BrokerConnection connection in open)
        {
            connection.Close();
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => Kill();

    // The port of a broker that has just been killed may be held for a moment by a connection on its way out.
    private Socket Bind()
    {
        long end_ms = Environment.TickCount64 + BindPatience_ms;
        while (true)
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, Port));
                return socket;
            }
            catch (SocketException) when (Environment.TickCount64 < end_ms)
            {
                socket.Dispose();
                Thread.Sleep(20);
            }
        }
    }

    private static void Run(Action body) => new Thread(() => body()) { IsBackground = true }.Start();

    private void Accept(Socket listener)
    {
        try
        {
            while (true)
            {
                Socket client = listener.Accept();
                client.NoDelay = true;
                client.SendTimeout = SendTimeout_ms;
                BrokerConnection connection = new(client, _state, Faults, _tls);
                lock (_lock)
                {
                    _connections.Add(connection);
                }

                if (_listener != listener)
                {
                    connection.Close(); // it came while the broker died
                    return;
                }

                Run(() => Serve(connection));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has been ended.
        }
    }

    private void Serve(BrokerConnection connection)
    {
        connection.Serve();
        lock (_lock)
        {
            _connections.Remove(connection);
        }
    }
}

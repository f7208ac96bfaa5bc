using System.Net;
using System.Net.Sockets;

namespace Bms.Mqtt.Tests;

/// <summary>
/// A broker on loopback that does what a test tells it, one script for each connection in turn; so also what no real broker does.
/// </summary>
public sealed class ScriptedBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _task;

    public ScriptedBroker(params Action<ScriptedBroker>[] scripts)
    {
        _listener.Start();
        _task = Task.Factory.StartNew(() => Serve(scripts), TaskCreationOptions.LongRunning); // it blocks: not a thread of the pool
    }

    /// <summary>The connection that the script is about.</summary>
    public NetworkStream Stream { get; private set; } = null!;

    public MqttOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        Connect = new MqttConnect { ClientId = "c", CleanSession = false },
        ConnectTimeout_ms = Loops.Limit_ms,
    };

    /// <summary>Reads one packet and returns it as text.</summary>
    public string Read()
    {
        List<byte> bytes = [];
        string? text;
        while ((text = Packets.Read(bytes.ToArray())) is null)
        {
            int next = Stream.ReadByte();
            if (next < 0)
            {
                return "end";
            }

            bytes.Add((byte)next);
        }

        return text;
    }

    public void Send(string hex) => Stream.Write(Convert.FromHexString(hex));

    /// <summary>Takes CONNECT and accepts it.</summary>
    public void Accept(bool sessionPresent = false)
    {
        Xunit.Assert.StartsWith("Connect ", Read(), StringComparison.Ordinal);
        Send(sessionPresent ? "20020100" : "20020000");
    }

    /// <summary>Keeps the connection open and silent until the test ends.</summary>
    public void StaySilent() => _end.Token.WaitHandle.WaitOne(Loops.Limit_ms);

    /// <summary>Waits for the scripts to end, and shows what went wrong in them.</summary>
    public void Finish()
    {
        Xunit.Assert.True(_task.Wait(Loops.Limit_ms));
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _listener.Dispose();
        ((IAsyncResult)_task).AsyncWaitHandle.WaitOne(Loops.Limit_ms);
        _end.Dispose();
    }

    private void Serve(Action<ScriptedBroker>[] scripts)
    {
        foreach (Action<ScriptedBroker> script in scripts)
        {
            using TcpClient connection = _listener.AcceptTcpClient();
            connection.NoDelay = true;
            connection.ReceiveTimeout = Loops.Limit_ms;
            Stream = connection.GetStream();
            script(this);
        }
    }
}

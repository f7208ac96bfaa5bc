using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Bms.Mqtt;
using Xunit;

namespace Bms.Tests.Brokers;

/// <summary>
/// A real mosquitto on a loopback port with a folder of its own. Where none is installed the test that asks for it is skipped.
/// It is stopped by its process id, at the latest when the test ends.
/// </summary>
public sealed class Mosquitto : IDisposable
{
    private const int Start_ms = 60_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mosquitto");
    private Process? _process;

    /// <summary>Starts it with lines of configuration on top of an open listener; null leaves the listener open and plain.</summary>
    public Mosquitto(Func<string, string>? settings = null)
    {
        Assert.SkipUnless(Find("mosquitto") is not null,
            "mosquitto is not installed; on Debian: apt-get install mosquitto mosquitto-clients");
        Port = FreePort();
        string lines = settings?.Invoke(_folder.FullName) ?? "allow_anonymous true";
        // As root it would change to a user of its own, who may not read the folder.
        File.WriteAllText(ConfigPath, $"""
            listener {Port} 127.0.0.1
            {lines}
            user root
            persistence true
            persistence_location {_folder.FullName}/
            autosave_interval 1
            autosave_on_changes true
            max_queued_messages 0
            log_dest none

            """);
        Start();
    }

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Its folder, removed at the end.</summary>
    public string Folder => _folder.FullName;

    private string ConfigPath => Path.Combine(_folder.FullName, "mosquitto.conf");

    /// <summary>Full path of a program of the packages mosquitto and mosquitto-clients, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/sbin").Append("/usr/local/sbin")
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Starts libmosquitto's mosquitto_pub or mosquitto_sub against this broker.</summary>
    public Process RunClient(string program, params string[] arguments)
    {
        string? path = Find(program);
        Assert.SkipUnless(path is not null, $"{program} is not installed; on Debian: apt-get install mosquitto-clients");
        return Process.Start(new ProcessStartInfo(path!, ["-h", "127.0.0.1", "-p", $"{Port}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>A client of this broker, plain and with a keep-alive of 30 s unless told otherwise.</summary>
    public MqttClient Client(string id, bool clean = true, int inFlight = 20, MqttConnect? connect = null, MqttTls? tls = null) => new(new()
    {
        Host = "127.0.0.1",
        Port = Port,
        MaxInFlight = inFlight,
        Tls = tls,
        Connect = connect ?? new MqttConnect { ClientId = id, CleanSession = clean, KeepAlive_s = 30 },
    });

    /// <summary>Starts it again with what it had stored.</summary>
    public void Start()
    {
        _process = Process.Start(new ProcessStartInfo(Find("mosquitto")!, ["-c", ConfigPath])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        long end_ms = Environment.TickCount64 + Start_ms;
        while (!IsListening())
        {
            Assert.False(_process.HasExited, $"mosquitto ended with code {(_process.HasExited ? _process.ExitCode : 0)}");
            Assert.True(Environment.TickCount64 < end_ms, $"mosquitto does not listen after {Start_ms} ms");
            Thread.Sleep(20);
        }
    }

    /// <summary>Kills it: nothing is stored any more and nobody is told.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit(Start_ms);
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Tells it to end, as a service manager does; it stores its sessions first.</summary>
    public void Stop()
    {
        if (_process is not null && !_process.HasExited)
        {
            using Process signal = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);
            signal.WaitForExit(Start_ms);
            if (!_process.WaitForExit(Start_ms))
            {
                _process.Kill();
            }
        }

        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Stop();
        _folder.Delete(recursive: true);
    }

    // Below the ports that a system hands out to whoever connects somewhere: so nobody is given it before the broker is there, or while it
    // is away.
    private static int FreePort()
    {
        while (true)
        {
            try
            {
                using TcpListener listener = new(IPAddress.Loopback, Random.Shared.Next(10_000, 30_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Another program has it.
            }
        }
    }

    private bool IsListening()
    {
        try
        {
            using TcpClient probe = new("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

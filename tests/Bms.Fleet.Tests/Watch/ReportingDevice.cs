using Bms.Boards;
using Bms.Anomaly;
using Bms.Protection;
using Bms.Records;
using Bms.Records.Tests;
using Bms.Storage;
using Bms.Telemetry;

namespace Bms.Fleet.Tests.Watch;

/// <summary>A device that reports with the firmware's own reporter.</summary>
public sealed class ReportingDevice
{
    private readonly MemoryStore _store = new();
    private readonly byte[] _macKey;
    private readonly string _board;
    private TelemetryReporter _reporter;

    public ReportingDevice(byte number = 1, string site = "demo", byte[]? macKey = null, string board = "bench-4s")
    {
        _board = board;
        byte[] id = [0, 0, 0, number];
        _macKey = macKey ?? KeyDerivation.MacKey(KeyDerivation.DeviceRoot(new byte[32], "test", id), 1);
        Identity = new DeviceIdentity(site, id, 1);
        Key = new DeviceKey(id, 1, site, _macKey);
        BootCounter.TryProvision(_store, 1);
        Sample.Cell_mV.Accept(0, 3701, 0);
        Sample.Cell_mV.Accept(1, 3710, 0);
        Sample.Temperature_ddegC.Accept(0, 246, 0);
        Sample.Temperature_ddegC.Accept(1, 251, 0);
        Sample.Bus_mV.Accept(0, 7411, 0);
        Sample.Current_mA.Accept(0, -2502, 0);
        State.Mode = Mode.Discharge;
        State.Soc_ppm = 503_456;
        State.SocSigma_ppm = 12_345;
        State.Soh_permille = 985;
        _reporter = Boot();
    }

    public DeviceIdentity Identity { get; }

    public DeviceKey Key { get; }

    public PackSample Sample { get; } = new(2, 2);

    public PackState State { get; } = new();

    public EventLog Events { get; } = new();

    /// <summary>What the anomaly detector has raised.</summary>
    public AlarmBook Alarms { get; } = new();

    public CollectingLink Link { get; private set; } = new();

    public TelemetryReporter Boot()
    {
        Link = new CollectingLink();
        _reporter = new TelemetryReporter(Identity, new DeviceFacts(_board, "0.1.0", [1]), Link, new ManagedHmacSha256(_macKey),
            new BootCounter(_store, 1), 2, 2) { Alarms = Alarms };
        _reporter.Start(0);
        return _reporter;
    }

    /// <summary>Notices of the device's connections, signed by the firmware's own code, with a boot of their own.</summary>
    public LinkNotices Notices()
    {
        var boot = new BootCounter(_store, 1);
        boot.TryAdvance();
        return new LinkNotices(Identity, new ManagedHmacSha256(_macKey), boot);
    }

    /// <summary>Steps once at an uptime and returns what was published.</summary>
    public List<(string Topic, byte[] Message)> Step(long uptime_ms)
    {
        int before = Link.Published.Count;
        for (int i = 0; i < 4; i++)
        {
            _reporter.Step(uptime_ms, Sample, State, Events);
        }

        return Link.Published[before..];
    }
}

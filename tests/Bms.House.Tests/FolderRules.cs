namespace Bms.House.Tests;

/// <summary>
/// What the code in a folder may name: project namespaces and guarded libraries (<see cref="MayUse"/>), and which words it must not
/// contain (<see cref="Never"/>, regular expressions over code without comments and literals). <see cref="Planted"/> breaks the row once.
/// A folder that ends in /* is about its own files only, else the row covers the folders below it too.
/// </summary>
public sealed record FolderRule(string Folder, string[] MayUse, string[] Never, string WayOut, string Planted)
{
    /// <summary>Folder below that has a row of its own instead.</summary>
    public string? Except { get; init; }

    public bool Covers(string path) => (Except is null || !path.StartsWith(Except + "/", StringComparison.Ordinal)) && IsIn(path);

    private bool IsIn(string path) => Folder.EndsWith("/*", StringComparison.Ordinal)
        ? path.LastIndexOf('/') == Folder.Length - 2 && path.StartsWith(Folder[..^1], StringComparison.Ordinal)
        : path.StartsWith(Folder + "/", StringComparison.Ordinal);
}

/// <summary>Which project may reference which; paths from the root of the repository, without ending.</summary>
public sealed record ProjectRule(string Project, string[] MayReference, string WayOut)
{
    public bool Covers(string project) => Project.EndsWith('/')
        ? project.StartsWith(Project, StringComparison.Ordinal) : project == Project;

    public bool Allows(string reference) => MayReference.Any(allowed => allowed.EndsWith('/')
        ? reference.StartsWith(allowed, StringComparison.Ordinal) : reference == allowed);
}

/// <summary>Who may know whom: the table of ARCHITECTURE.md in a form that a test can read.</summary>
public static class FolderRules
{
    /// <summary>Libraries that tie code to hardware, network, time or threads. The rest of System is free to all.</summary>
    public static IReadOnlyList<string> Guarded { get; } =
    [
        "System.Device", "Iot.Device", "UnitsNet", "nanoFramework", "System.Threading", "System.Net", "System.IO", "System.Diagnostics",
        "System.Security",
    ];

    /// <summary>The clock is an argument (uptime_ms) or a port (IDelay).</summary>
    private static readonly string[] Clocks =
    [
        @"DateTime\.(Utc)?Now", @"Environment\.TickCount", @"Stopwatch\.\w|new Stopwatch", @"Thread\.Sleep",
        @"Task\.Delay", @"\bTimeProvider\b",
    ];

    /// <summary>Same seed, same bits: no clock, no foreign random numbers.</summary>
    private static readonly string[] Unrepeatable = [.. Clocks, @"Random\.Shared", @"new Random\(", @"Guid\.NewGuid", @"\bParallel\."];

    /// <summary>The C library behind these differs from system to system in the last bit.</summary>
    private static readonly string[] ForeignMath = [@"(?<!\w)Math\.(Exp|Log|Pow|Sin|Cos|Tan|Tanh|FusedMultiplyAdd)\w*\("];

    private static readonly string[] Domain =
        ["Measurement", "Protection", "Estimation", "Charging", "Balancing", "Storage", "Anomaly"];

    public static IReadOnlyList<FolderRule> Folders { get; } =
    [
        .. Domain.Select(name => new FolderRule("firmware/Bms/" + name, ["Bms.Ports", "Bms.Chemistry", "Bms.Config"], Clocks,
            "ask through a port in firmware/Bms/Ports or take a value of PackSample or PackState; time is an argument",
            "using System.Device.I2c;")),
        new("firmware/Bms/Telemetry", ["Bms.Ports", "Bms.Chemistry", "Bms.Config", "Bms.Protection", "Bms.Anomaly", "Bms.Storage"], Clocks,
            "telemetry reports what the others concluded and numbers it with the stored boot counter", "using Bms.Drivers;"),
        new("firmware/Bms/*", ["Bms.Ports", "Bms.Chemistry", "Bms.Config", "Bms.Telemetry", .. Domain.Select(name => "Bms." + name)],
            Clocks,
            "what the loop works with comes in through its constructor, from a board in firmware/Bms/Boards", "using Bms.Drivers;"),
        new("firmware/Bms/Ports", [], Clocks, "a port is a plain interface: it may name the values in namespace Bms, nothing else",
            "using Bms.Config;"),
        new("firmware/Bms/Chemistry", [], Clocks, "a chemistry is numbers with their sources", "using Bms.Protection;"),
        new("firmware/Bms/Config", ["Bms.Chemistry"], Clocks, "a configuration is values and their Validate", "using Bms.Drivers;"),
        new("firmware/Bms/Drivers", ["Bms.Ports", "System.Device", "Iot.Device", "UnitsNet", "nanoFramework", "System.Security"], Clocks,
            "a driver knows its chip and its port; decisions belong to the domain folders",
            "namespace Bms.Drivers { class A { Protection.EventLog a; } }"),
        new("firmware/Bms/Boards",
            [
                "Bms", "Bms.Ports", "Bms.Chemistry", "Bms.Config", "Bms.Drivers", "Bms.Telemetry", .. Domain.Select(name => "Bms." + name),
                "System.Device", "Iot.Device", "UnitsNet", "nanoFramework",
            ],
            Clocks,
            "the app reads the clock and passes it on", "class A { long b = Environment.TickCount64; }"),
        new("simulator/Bms.World", [], [.. Unrepeatable, .. ForeignMath, @"\bThread\b"],
            "the world is pure physics: its own random numbers, its own exponential, time from AdvanceTo", "using Bms.Twins;"),
        new("simulator/Bms.Twins", ["Bms.Twins", "Bms.Mqtt", .. Guarded], Unrepeatable,
            "a twin routes to the virtual machine and knows nothing behind it", "class A { Bms.World.Pack b; }")
        {
            Except = "simulator/Bms.Twins/nanoFramework.M2Mqtt",
        },
        new("simulator/Bms.Twins/nanoFramework.M2Mqtt", ["Bms.Mqtt", .. Guarded], [@"Random\.Shared", @"new Random\(", @"Guid\.NewGuid"],
            "this twin talks to a real broker and so lives in real time; it knows the MQTT library only", "using Bms.Twins;"),
        new("simulator/Bms.Simulator/Chips", ["Bms.Twins", "Bms.World", "Bms.Simulator", "System.Device"], Unrepeatable,
            "a virtual chip is written from its datasheet; sharing the driver's numbers would hide the driver's mistakes",
            "class A { int b = Bms.Drivers.Ads1115.Scale_uV; }"),
        new("tools/Bms.Records", ["Bms.Records", .. Guarded], [],
            "the verifier must not share code with the signer, or both would agree on the same mistake", "using Bms.Telemetry;"),
    ];

    public static IReadOnlyList<ProjectRule> Projects { get; } =
    [
        new("firmware/Bms/Anomaly/Bms.Anomaly", [], "the detector stands on values, ports and configurations: all are compiled into it"),
        new("firmware/Bms/Bms", ["firmware/NanoContract/", "firmware/Bms/Anomaly/Bms.Anomaly"],
            "the DLL is compiled against the contract only: what the board lacks must not compile"),
        new("firmware/NanoContract/", ["firmware/NanoContract/"], "the contract stands on its own"),
        new("simulator/Bms.World/Bms.World", [], "the world is pure physics and knows nothing else"),
        new("simulator/Bms.Twins/", ["simulator/Bms.Twins/", "tools/Bms.Mqtt/Bms.Mqtt"], "twins know neither the firmware nor the world"),
        new("tools/Bms.Records/Bms.Records", [], "the verifier must not share code with the signer"),
        new("tools/Bms.Mqtt/Bms.Mqtt", [], "the MQTT library is used by others and uses none"),
    ];
}

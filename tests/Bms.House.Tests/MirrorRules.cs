namespace Bms.House.Tests;

/// <summary>Each source file of a folder has a test file of the same name, in the folder of the tests that mirrors it.</summary>
/// <param name="Folder">The folder, from the root of the repository; folders below it are not looked at.</param>
/// <param name="Tests">The folder that holds `NameTests.cs` for each `Name.cs`.</param>
/// <param name="Without">Endings of names that have no behaviour of their own to test.</param>
public sealed record MirrorRule(string Folder, string Tests, params string[] Without)
{
    public IEnumerable<Violation> Check(IReadOnlyCollection<string> paths) => paths
        .Where(path => Path.GetDirectoryName(path)!.Replace('\\', '/') == Folder && path.EndsWith(".cs", StringComparison.Ordinal))
        .Select(path => (Path: path, Name: Path.GetFileNameWithoutExtension(path)))
        .Where(source => !Without.Any(ending => source.Name.EndsWith(ending, StringComparison.Ordinal)))
        .Where(source => !paths.Contains($"{Tests}/{source.Name}Tests.cs"))
        .Select(source => new Violation(source.Path, 1, $"has no test file {Tests}/{source.Name}Tests.cs"));
}

/// <summary>Where a missing test file is a mistake and not a matter of taste.</summary>
public static class MirrorRules
{
    public static IReadOnlyList<MirrorRule> All { get; } =
    [
        new("firmware/Bms/Drivers", "tests/Bms.Tests/Drivers", "Registers", "IMqttClientSource"),
        new("firmware/Bms/Measurement", "tests/Bms.Tests/Measurement"),
        new("firmware/Bms/Estimation", "tests/Bms.Tests/Estimation"),
        new("firmware/Bms/Charging", "tests/Bms.Tests/Charging"),
        new("firmware/Bms/Balancing", "tests/Bms.Tests/Balancing"),
        new("firmware/Bms/Chemistry", "tests/Bms.Tests/Chemistry"),
        new("firmware/Bms/Config", "tests/Bms.Tests/Config"),
        new("firmware/Bms/Protection", "tests/Bms.Tests/Protection"),
        new("firmware/Bms/Storage", "tests/Bms.Tests/Storage"),
        new("firmware/Bms/Telemetry", "tests/Bms.Tests/Telemetry", "RecordStamp", "TelemetryFields"),
        new("simulator/Bms.Simulator/Chips", "tests/Bms.Simulator.Tests/Chips",
            "Registers", "Errors", "Wiring", "View", "Chip.Bus", "Chip.Outputs",
            "InputFault", "VirtualChip", "WordChip", "FrontEndChip"),
    ];
}

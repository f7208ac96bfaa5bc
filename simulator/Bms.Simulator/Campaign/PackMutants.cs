using Bms.Protection;
using Mono.Cecil.Cil;
using static Bms.Simulator.Campaign.IlEdit;
using static Bms.Simulator.Campaign.Mutants;

namespace Bms.Simulator.Campaign;

/// <summary>Broken firmwares that only pack-16s can show: its rows, its protector chip's driver and settings, its other chips.</summary>
internal static class PackMutants
{
    private const string Alone = "chip-stands-alone", Healthy = "healthy", Lost = "sensor-lost", Precharge = "load-does-not-fill";

    internal static IReadOnlyList<Mutant> All { get; } =
        [.. Rows().Concat(Settings()).Concat(Front()).Concat(Parts()).Concat(Chips()).Select(m => m with { Board = "pack-16s" })];

    private static IEnumerable<Mutant> Rows() =>
    [
        Without(Fault.PrechargeFailed, Precharge),
        Without(Fault.SwitchWelded, "switch-welded"),
        Without(Fault.SwitchStuckOpen, "switch-broken"),
        Without(Fault.ProtectorShortCircuit, "short-circuit"),
        Without(Fault.ProtectorReset, "protector-brown-out"),
        Without(Fault.ProtectorSilent, "protector-silent"),
    ];

    // What the chip is told: each of these costs one of its protections, or its drivers.
    private static IEnumerable<Mutant> Settings() =>
    [
        Il("the chip does not look for over-voltage", Number("Bq76952Settings", "AddSwitching", 0xFC, 0xF4), Alone),
        Il("the chip does not look for under-voltage", Number("Bq76952Settings", "AddSwitching", 0xFC, 0xF8), Alone),
        Il("the chip does not look for short circuits", Number("Bq76952Settings", "AddSwitching", 0xFC, 0x7C), "short-circuit"),
        Il("the chip does not look for its host", Number("Bq76952Settings", "AddSwitching", 0x02, 0x00), Alone),
        Il("over-voltage opens nothing", Number("Bq76952Settings", "AddSwitching", 0x98, 0x90), Alone),
        Il("under-voltage opens nothing", Number("Bq76952Settings", "AddSwitching", 0xE4, 0xE0), Alone),
        Il("the switches are never enabled", Number("Bq76952Settings", "AddPins", 0x0050, 0x0040), Healthy),
        Il("a load is closed onto without filling it", Number("Bq76952Settings", "AddPins", 0x3F, 0x2F), "load-fills"),
        Il("the chip's limit of over-voltage is a third too high", Number("Bq76952Codes", "OverVoltage", 10, 13), Alone),
    ];

    private static IEnumerable<Mutant> Front() =>
    [
        Il("what the chip has opened is not read", Returns("Bq76952Protector", "TryReadTrips", 1), "short-circuit", Lost),
        Il("settings are never audited", Returns("Bq76952Protector", "TryAudit", 1), Healthy),
        Il("settings are not written", Returns("Bq76952Protector", "TryConfigure", 1), Healthy, "protector-brown-out"),
        Il("a checksum of the bus is never looked at", Returns("CrcPort", "IsIntact", 1), "noise-on-the-protector"),
        Il("a scan is never read", Returns("Bq76952CellMonitor", "ReadScan", 0), Healthy),
        Il("the chip is never told of its switches", Returns("Bq76952Switches", "TryCommand", 1), Healthy),
        Il("the clamps stay where they are", Returns("GpioPowerSwitch", "TrySet", 1), Healthy),
        Il("the voltage behind the switches is never known", Returns("Bq76952Switches", "TryReadLoad", 0), "load-fills", Healthy),
    ];

    private static IEnumerable<Mutant> Parts() =>
    [
        Il("a load that does not fill is waited for without end", Returns("PrechargeSequence", "Judge", 0), Precharge),
        // Either look alone holds the switch open: in permille and in mV.
        new("every load counts as full", ["load-fills", Precharge])
        {
            Edits = [Returns("PrechargeSequence", "Full", 1000), Returns("Bq76952Switches", "get_ClosesWithin_mV", 100_000)],
        },
        Il("the load is not watched", Returns("LoadWatch", "Step"), "switch-welded", "switch-broken"),
        Il("the protector is not asked", Returns("ProtectorWatch", "Look"), "short-circuit"),
        Il("a reset of the chip ends what was asked for", Returns("ProtectionTable", "get_Interrupts", 0), "protector-brown-out"),
    ];

    private static IEnumerable<Mutant> Chips() =>
    [
        Il("the current is half of what flows", Number("Ina228CurrentSensor", "ToMilliampere", 10, 20), "overload"),
        // That its configuration is checked no case can see: after a reset it measures the same, only averaged over less.
        Il("a current that discharges is read without its sign",
            Swaps("Ina228CurrentSensor", "TryReadTwice", Code.Shr, OpCodes.Shr_Un), Healthy),
        Il("a temperature is half of what it is", Number("Tmp117", "Read", 128, 256), "hot-while-driving", "hot-while-charging"),
        Il("the charger's settings are never written", Returns("Mcp4728", "TrySet", 1), "charge-at-full-current", "charger-lost"),
        new("the charger is never disabled", ["charge-is-ended"])
        {
            Edits = [Returns("ProgrammedCharger", "TryDisable", 1), Returns("ProgrammedCharger", "DisableAtOnce")],
        },
    ];
}

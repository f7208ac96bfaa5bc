using Bms.Simulator.Campaign;

namespace Bms.Simulator.Tests.Campaign;

/// <summary>
/// What the detector does for parked packs and for a charge, taken out of the firmware one by one: the scenario that shows it must fail,
/// and at just what the function is there for. Half a minute, so only where all that takes long is run. That each holds on the whole
/// firmware is seen where all scenarios are played.
/// </summary>
public class MutantFirmwareTests
{
    private const string Leak = "parked-pack-that-leaks-is-found-over-days-of-rest";

    private static readonly Dictionary<string, (string Scenario, string Fails, IlEdit Edit)> s_without = new()
    {
        ["what is seen in naps counts"] = (Leak, "InternalShort", IlEdit.Skips("AnomalyDetector", "Sleep", "CloseWindow")),
        ["the charge of each cell at rest is followed"] = (Leak, "InternalShort", IlEdit.Returns("CellTrack", "Visit")),
        ["frames after a sleep are compared"] = ("stale-frames-after-a-night-are-found-within-five-seconds", "Communication",
            IlEdit.Returns("FrameGate", "JudgeSleep")),
        ["severity lowers the charge"] = ("cell-that-heats-while-charging-is-charged-more-gently", "charge-limit",
            IlEdit.Skips("PackWatch", "Step", "SeverityOf")),
        ["growth of resistance lowers the charge"] = ("joint-of-a-block-that-loosens-lowers-the-charge", "charge-limit",
            IlEdit.Number("PackWatch", "Step", 100000, 0)),
        ["a gradient lowers the charge"] = ("gradient-between-the-probes-lowers-the-charge", "current",
            IlEdit.Returns("ChargeCap", "Gradient_ddegC", 0)),
    };

    public static TheoryData<string> Functions => [.. s_without.Keys];

    [Theory(Explicit = true), MemberData(nameof(Functions))]
    public void A_scenario_fails_without_the_function_that_it_shows(string function)
    {
        (string scenario, string fails, IlEdit edit) = s_without[function];
        using MutantFirmware firmware = new(new Mutant("without: " + function, []) { Edits = [edit] });
        Assert.StartsWith(fails, firmware.Play(scenario), StringComparison.Ordinal);
    }
}

using Bms.Boards;
using Bms.Chemistry;
using Bms.Config;
using Bms.Drivers;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Boards;

/// <summary>A pack whose levels would not stand in their order is refused at the start, in one sentence.</summary>
public class ChipLevelsTests
{
    private static readonly Dictionary<string, Action<PackConfig>> Mistakes = new()
    {
        ["a mistake of the pack itself"] = p => p.ChargeOverCurrent_mA = p.ChargeOverCurrentWarning_mA,
        ["a mistake of the chemistry"] = p => p.Chemistry.OverVoltage_mV = p.Chemistry.OverVoltageWarning_mV,
        ["no room under the firmware's under-voltage"] = p => p.Chemistry.DeepDischarge_mV = p.Chemistry.UnderVoltage_mV - 60,
        ["an over-voltage beyond the chip's range"] = p => Shift(p, 1500),
        ["an under-voltage below the chip's range"] = p => Shift(p, -1900),
        ["a peak beyond the comparators over this shunt"] = p => p.DischargePeakCurrent_mA = 1_100_000,
        ["a tick for which the chip cannot wait"] = p => p.Tick_ms = 500,
        ["a tick shorter than the chip's fast protection"] = p => p.Tick_ms = 20,
        ["temperatures without a degree between firmware and chip"] = p => p.Chemistry.TemperatureHysteresis_ddegC = 5,
        ["a derating that leaves current where the firmware trips"] = p => p.Chemistry.ChargeDerating_permille[^1] = 100,
        ["a derating that ends behind the trip"] = p => p.Chemistry.DischargeDerating_ddegC[^1] += 10,
        ["a derating that begins before the cold trip"] = p => p.Chemistry.DischargeDerating_ddegC[0] -= 10,
    };

    public static TheoryData<string, string> Cases => new MatrixTheoryData<string, string>(
        Mistakes.Keys.Where(name => !name.StartsWith("a tick shorter", StringComparison.Ordinal)), ["BQ76952", "BQ76940"]);

    public static TheoryData<string, string, ApplicationProfile> Packs => new MatrixTheoryData<string, string, ApplicationProfile>(
        ["BQ76952", "BQ76940"], ["NMC811", "NCA", "LFP"], [ApplicationProfile.Bench, ApplicationProfile.Stationary]);

    [Theory, MemberData(nameof(Packs))]
    public void Every_chemistry_stands_in_order_with_every_chip(string chip, string chemistry, ApplicationProfile profile)
    {
        FrontChip front = Front(chip);
        PackConfig pack = Pack16s.PackOf(
            chemistry == "NCA" ? Nca.Create() : chemistry == "LFP" ? Lfp.Create() : Nmc811.Create(), front);
        pack.Profile = profile;
        Assert.Null(ChipLevels.Mistake(pack, front));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Refuses(string mistake, string chip)
    {
        FrontChip front = Front(chip);
        PackConfig pack = Pack16s.PackOf(Nmc811.Create(), front);
        Mistakes[mistake](pack);
        Sentences.AssertOne(ChipLevels.Mistake(pack, front));
    }

    [Fact]
    public void A_tick_shorter_than_the_fast_protection_of_the_chip_is_refused()
    {
        PackConfig pack = Pack16s.Pack();
        Mistakes["a tick shorter than the chip's fast protection"](pack);
        Assert.Contains("faster than a tick", ChipLevels.Mistake(pack, Pack16s.Front()), StringComparison.Ordinal);
    }

    /// <summary>The board asks before it touches a pin.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void A_board_with_such_a_pack_does_not_start(string mistake, string chip)
    {
        FrontChip front = Front(chip);
        PackConfig pack = Pack16s.PackOf(Nmc811.Create(), front);
        Mistakes[mistake](pack);
        ArgumentException refused = Assert.Throws<ArgumentException>(
            () => Pack16s.Create(1, new Pack16sPins(), pack, null!, null!, "pack", front));
        Assert.Equal(ChipLevels.Mistake(pack, front), refused.Message);
    }

    private static FrontChip Front(string name) => name == "BQ76940" ? new Bq76940Front() : new Bq76952Front();

    // All voltages of a cell together, so that they stay in order among themselves.
    private static void Shift(PackConfig pack, int by_mV)
    {
        ChemistryProfile c = pack.Chemistry;
        (c.DeepDischarge_mV, c.UnderVoltage_mV, c.UnderVoltageWarning_mV) =
            (c.DeepDischarge_mV + by_mV, c.UnderVoltage_mV + by_mV, c.UnderVoltageWarning_mV + by_mV);
        (c.UnderVoltageRelease_mV, c.Precharge_mV, c.ChargeTarget_mV) =
            (c.UnderVoltageRelease_mV + by_mV, c.Precharge_mV + by_mV, c.ChargeTarget_mV + by_mV);
        (c.OverVoltageWarning_mV, c.OverVoltage_mV, c.OverVoltageRelease_mV) =
            (c.OverVoltageWarning_mV + by_mV, c.OverVoltage_mV + by_mV, c.OverVoltageRelease_mV + by_mV);
    }
}

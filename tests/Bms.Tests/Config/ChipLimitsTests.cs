using System.Reflection;
using Bms.Boards;
using Bms.Charging;
using Bms.Chemistry;
using Bms.Config;
using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Config;

/// <summary>The order of the levels, over every chemistry and every board that there is: whoever adds one is looked at here.</summary>
public class ChipLimitsTests
{
    // A BQ76952's; what each chip makes of the limits is looked at with the board that has it.
    private const int Comparator_mV = 25;

    public static TheoryData<string, string> All
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string chemistry in Chemistries.Keys)
            {
                foreach (string board in Boards.Keys)
                {
                    all.Add(chemistry, board);
                }
            }

            return all;
        }
    }

    private static Dictionary<string, MethodInfo> Chemistries { get; } = Find("Bms.Chemistry", "Create", typeof(ChemistryProfile));

    private static Dictionary<string, MethodInfo> Boards { get; } = Find("Bms.Boards", "Pack", typeof(PackConfig));

    [Fact]
    public void Finds_chemistries_and_boards() => Assert.True(Chemistries.Count >= 1 && Boards.ContainsKey(nameof(Bench4s)));

    [Theory, MemberData(nameof(All))]
    public void Warning_firmware_and_chip_stand_in_this_order(string chemistry, string board)
    {
        PackConfig pack = Pack(chemistry, board);
        ChipLimits chip = new(pack, Comparator_mV);
        Assert.Null(chip.Validate(pack));
        ProtectionRow[] rows = new ProtectionTable(new PackSample(pack.CellCount, pack.ProbeCount), pack).Rows;
        int Limit(Fault fault) => rows[(int)fault].Limit[0];
        Rises(pack.Chemistry.ChargeTarget_mV, Limit(Fault.CellOverVoltageWarning), Limit(Fault.CellOverVoltage), chip.CellOver_mV);
        Falls(Limit(Fault.CellUnderVoltageWarning), Limit(Fault.CellUnderVoltage), chip.CellUnder_mV, Limit(Fault.CellDeepDischarge));
        Rises(pack.ChargeCurrent_mA, Limit(Fault.ChargeOverCurrentWarning), Limit(Fault.ChargeOverCurrent), chip.ChargeOver_mA);
        Falls(-pack.DischargeCurrent_mA, Limit(Fault.DischargeOverCurrentWarning), Limit(Fault.DischargeOverCurrent),
            -chip.DischargeOver_mA, Limit(Fault.DischargePeakCurrent), -chip.DischargeFast_mA, -chip.Short_mA);
        Rises(Limit(Fault.ChargeOverTemperatureWarning), Limit(Fault.ChargeOverTemperature), chip.ChargeHot_ddegC);
        Falls(Limit(Fault.ChargeUnderTemperatureWarning), Limit(Fault.ChargeUnderTemperature), chip.ChargeCold_ddegC);
        Rises(Limit(Fault.DischargeOverTemperatureWarning), Limit(Fault.DischargeOverTemperature), chip.DischargeHot_ddegC);
        Falls(Limit(Fault.DischargeUnderTemperatureWarning), Limit(Fault.DischargeUnderTemperature), chip.DischargeCold_ddegC);
    }

    /// <summary>Derating ends before a trip: nothing is left to take where the firmware opens.</summary>
    [Theory, MemberData(nameof(All))]
    public void Derating_has_taken_all_where_the_firmware_trips(string chemistry, string board)
    {
        PackConfig pack = Pack(chemistry, board);
        ChemistryProfile c = pack.Chemistry;
        int At(int[] corners, int[] permille, int ddegC) => CurrentLimits.Interpolate(corners, permille, ddegC);
        Assert.Equal((0, 0), (At(c.ChargeDerating_ddegC, c.ChargeDerating_permille, c.ChargeHot_ddegC),
            At(c.ChargeDerating_ddegC, c.ChargeDerating_permille, c.ChargeCold_ddegC)));
        Assert.Equal((0, 0), (At(c.DischargeDerating_ddegC, c.DischargeDerating_permille, c.DischargeHot_ddegC),
            At(c.DischargeDerating_ddegC, c.DischargeDerating_permille, c.DischargeCold_ddegC)));
    }

    [Theory, MemberData(nameof(All))]
    public void The_firmware_has_opened_before_the_chip_would(string chemistry, string board)
    {
        PackConfig pack = Pack(chemistry, board);
        ChipLimits chip = new(pack, Comparator_mV);
        ProtectionRow[] rows = new ProtectionTable(new PackSample(pack.CellCount, pack.ProbeCount), pack).Rows;
        int Delay_ms(Fault fault, int period_ms) => rows[(int)fault].DelaySamples * period_ms;
        Rises(Delay_ms(Fault.CellOverVoltage, pack.Tick_ms), chip.CellDelay_ms);
        Rises(Delay_ms(Fault.CellUnderVoltage, pack.Tick_ms), chip.CellDelay_ms);
        Rises(Delay_ms(Fault.DischargeOverCurrent, pack.Tick_ms), chip.OverCurrentDelay_ms);
        Rises(Delay_ms(Fault.DischargeOverTemperature, 1000), chip.TemperatureDelay_ms);

        // What belongs to the chip alone is faster than any cycle.
        Rises(chip.ShortDelay_us, chip.FastDelay_ms * 1000, pack.Tick_ms * 1000);
    }

    [Fact]
    public void A_pack_whose_deep_discharge_leaves_no_room_is_refused()
    {
        PackConfig pack = TestPack.Config();
        pack.Chemistry.DeepDischarge_mV = pack.Chemistry.UnderVoltage_mV - 40;
        Assert.StartsWith("the chip's under-voltage", new ChipLimits(pack, Comparator_mV).Validate(pack), StringComparison.Ordinal);
    }

    private static PackConfig Pack(string chemistry, string board)
    {
        var pack = (PackConfig)Boards[board].Invoke(null, null)!;
        pack.Chemistry = (ChemistryProfile)Chemistries[chemistry].Invoke(null, null)!;
        return pack;
    }

    private static void Rises(params int[] limits) => Assert.All(limits.Zip(limits.Skip(1)), pair => Assert.True(pair.First < pair.Second));

    private static void Falls(params int[] limits) => Rises([.. limits.Reverse()]);

    private static Dictionary<string, MethodInfo> Find(string space, string method, Type result) => typeof(BmsController).Assembly
        .GetTypes().Where(type => type.Namespace == space)
        .Select(type => (type.Name, Method: type.GetMethod(method, BindingFlags.Public | BindingFlags.Static, [])))
        .Where(found => found.Method?.ReturnType == result)
        .ToDictionary(found => found.Name, found => found.Method!);
}

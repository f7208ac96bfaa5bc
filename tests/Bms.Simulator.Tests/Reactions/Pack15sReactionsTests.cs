using Bms.Protection;
using Bms.Simulator.Reactions;

namespace Bms.Simulator.Tests.Reactions;

public class Pack15sReactionsTests
{
    private static readonly ReactionBoard s_board = Pack15sReactions.Make();

    public static TheoryData<Fault> Rows => [.. s_board.Rows.Select(r => r.Fault)];

    // Worst cases worked out by hand from the datasheet of the BQ76940 (sets of 250 ms, 2 % slow: two of them until a change is whole, one
    // for each further sample, 100 ms until the last is read; its own delay of 4 s and two looks) with 4 to 10 ms of transfers.
    [Theory]
    [InlineData(Fault.CellOverVoltage, "edge", 869, 880)]
    [InlineData(Fault.CellOverVoltage, "far", 1124, 1135)]
    [InlineData(Fault.CellSensorLost, "off range", 1314, 1325)]
    [InlineData(Fault.CurrentImplausible, "stuck", 1889, 1900)]
    [InlineData(Fault.DischargePeakCurrent, "far", 170, 180)]
    [InlineData(Fault.ProtectorCellOverVoltage, "beyond", 4694, 4705)]
    [InlineData(Fault.ProtectorSettingsWarning, "bit flips", 1104, 1115)]
    public void Bounds_agree_with_the_datasheets(Fault row, string variant, double least_ms, double most_ms)
    {
        Stimulus cause = s_board.Causes.Single(c => c.Row == row && c.Variant == variant);
        Assert.InRange(ReactionBound.Of(s_board.RowOf(cause), cause, s_board.Timing).Opened_us / 1000.0, least_ms, most_ms);
    }

    [Theory, MemberData(nameof(Rows))]
    public void Every_row_that_the_board_has_is_struck_and_promised(Fault row)
    {
        Assert.Contains(s_board.Causes, c => c.Row == row);
        Assert.True(s_board.Promises_ms.GetValueOrDefault(row.ToString()) > 0, $"{row} has no line in promises.pack-15s.txt");
    }

    /// <summary>No precharge, and four trips that this chip does not know.</summary>
    [Fact]
    public void The_rows_are_those_of_pack_16s_but_for_what_the_chip_lacks() =>
        Assert.Equal(
            [
                Fault.PrechargeFailed, Fault.SwitchWelded, Fault.SwitchStuckOpen, Fault.ProtectorChargeOverCurrent,
                Fault.ProtectorChargeTemperature, Fault.ProtectorDischargeTemperature, Fault.ProtectorHostSilent,
            ],
            Enum.GetValues<Fault>().Except(s_board.Rows.Select(r => r.Fault)));

    [Fact]
    public void Promises_name_rows_situations_and_what_works_without_firmware() => Assert.Empty(s_board.Promises_ms.Keys
        .Except(Enum.GetNames<Fault>()).Except(Enum.GetNames<Situation>())
        .Except(Pack15sChip.All().Concat(BoardCircuit.Of("pack-15s")).Select(c => c.Name)));
}

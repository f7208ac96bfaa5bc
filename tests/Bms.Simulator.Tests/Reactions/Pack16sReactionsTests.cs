using Bms.Protection;
using Bms.Simulator.Reactions;

namespace Bms.Simulator.Tests.Reactions;

public class Pack16sReactionsTests
{
    private static readonly ReactionBoard s_board = Pack16sReactions.Make();

    public static TheoryData<Fault> Rows => [.. s_board.Rows.Select(r => r.Fault)];

    // Worst cases worked out by hand from the datasheets (BQ76952: two loops of 21 slots of 3 ms, 2.5 % slow; INA228: two cycles of two
    // conversions of 16 x 1,052 us, 1 % slow; TMP117: 250 ms, 13 % slow, read each 300 ms) with 8 to 14 ms of transfers; asleep a set of
    // loops each 5 s, a second until the firmware looks, and a second and a loop until the chip has begun again.
    [Theory]
    [InlineData(Fault.CellOverVoltage, "edge", Situation.Normal, 437, 446)]
    [InlineData(Fault.CellOverVoltage, "far", Situation.Normal, 537, 546)]
    [InlineData(Fault.CellOverVoltage, "edge", Situation.Asleep, 7560, 7580)]
    [InlineData(Fault.DischargePeakCurrent, "far", Situation.Normal, 176, 185)]
    [InlineData(Fault.ChargeOverTemperature, "edge", Situation.Balancing, 890, 900)]
    [InlineData(Fault.CellSensorLost, "silent", Situation.Normal, 508, 517)]
    [InlineData(Fault.CellSensorLost, "silent", Situation.Asleep, 6608, 6617)]
    [InlineData(Fault.ProtectorCellOverVoltage, "beyond", Situation.Normal, 1530, 1560)]
    [InlineData(Fault.ProtectorCellOverVoltage, "beyond", Situation.Balancing, 3560, 3610)]
    public void Bounds_agree_with_the_datasheets(Fault row, string variant, object situation, double least_ms, double most_ms)
    {
        Stimulus cause = s_board.Causes.Single(c => c.Row == row && c.Variant == variant);
        BoardTiming timing = s_board.TimingIn((Situation)situation)!;
        Assert.InRange(ReactionBound.Of(s_board.RowOf(cause), cause, timing).Opened_us / 1000.0, least_ms, most_ms);
    }

    [Theory, MemberData(nameof(Rows))]
    public void Every_row_that_the_board_has_is_struck_and_promised(Fault row)
    {
        Assert.Contains(s_board.Causes, c => c.Row == row);
        Assert.True(s_board.Promises_ms.GetValueOrDefault(row.ToString()) > 0, $"{row} has no line in promises.pack-16s.txt");
        bool opens = s_board.Rows.Single(r => r.Fault == row).Reaction != Reaction.None;
        Assert.True(!opens || row is Fault.SwitchWelded or Fault.PrechargeFailed
            || s_board.Causes.Any(c => c.Row == row && c.Modes.Any(m => m != Mode.Standby)));
    }

    [Fact]
    public void All_fifty_four_rows_are_there_but_none_is_without_a_part() => Assert.Equal(54, s_board.Rows.Count);

    [Fact]
    public void Promises_name_rows_situations_and_what_works_without_firmware() => Assert.Empty(s_board.Promises_ms.Keys
        .Except(Enum.GetNames<Fault>()).Except(Enum.GetNames<Situation>())
        .Except(Pack16sChip.All().Concat(BoardCircuit.Of("pack-16s")).Select(c => c.Name)));

    [Fact]
    public void Bench_4s_says_that_it_neither_sleeps_nor_balances()
    {
        ReactionBoard bench = Bench4sReactions.Make();
        Assert.Null(bench.TimingIn(Situation.Asleep));
        Assert.Null(bench.TimingIn(Situation.Balancing));
    }
}

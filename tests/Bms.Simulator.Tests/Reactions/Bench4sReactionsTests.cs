using Bms.Protection;
using Bms.Simulator.Reactions;

namespace Bms.Simulator.Tests.Reactions;

public class Bench4sReactionsTests
{
    private static readonly ReactionBoard s_board = Bench4sReactions.Make();

    // Worst cases worked out by hand from the datasheets (ADS1115: four conversions of 4.4 ms and the driver's polls; INA219: two cycles of
    // two conversions of 17.02 ms, 10 % slow; MCP9808: 250 ms, 10 % slow, read each 300 ms) with 2 to 6 ms of transfers.
    [Theory]
    [InlineData(Fault.CellOverVoltage, "edge", 322, 327)]
    [InlineData(Fault.CellOverVoltage, "far", 422, 427)]
    [InlineData(Fault.DischargeOverCurrent, "far", 397, 402)]
    [InlineData(Fault.DischargePeakCurrent, "far", 197, 202)]
    [InlineData(Fault.ChargeOverTemperature, "edge", 897, 902)]
    [InlineData(Fault.CurrentSensorLost, "silent", 422, 427)]
    [InlineData(Fault.ChargerMismatch, "silent", 3122, 3127)]
    public void Bounds_agree_with_the_datasheets(Fault row, string variant, double least_ms, double most_ms)
    {
        Stimulus cause = s_board.Causes.Single(c => c.Row == row && c.Variant == variant);
        Assert.InRange(ReactionBound.Of(s_board.RowOf(cause), cause, s_board.Timing).Opened_us / 1000.0, least_ms, most_ms);
    }
}

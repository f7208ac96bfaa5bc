using Bms.Simulator.Measured;
using Bms.World.Field;
using Xunit;

namespace Bms.Simulator.Tests.Measured;

public class TwinAdviceTests
{
    [Theory]
    [InlineData(TwinQuantity.Capacity, -0.106, "holds 10.6 % less than the others (250 of 279 Ah): it is empty first, and full first.")]
    [InlineData(TwinQuantity.Resistance, 0.35, "resists 35.0 % more than the others: check its joints, then the cell.")]
    [InlineData(TwinQuantity.Offset, -0.012, "reads 12.0 mV too low at any charge: check its tap and the channel.")]
    public void A_cell_that_differs_gets_a_sentence_with_what_to_do(TwinQuantity quantity, double value, string sentence) =>
        Assert.Equal(
            "In short: cell 3 " + sentence, TwinAdvice.Of(3, new TwinValue(quantity, value, 0.01, true, 0.01), " (250 of 279 Ah)"));
}

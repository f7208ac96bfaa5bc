using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

public class Thermistor103AtTests
{
    [Theory]
    [InlineData(25, 10_000)]
    [InlineData(0, 27_280)]
    [InlineData(50, 4_160)]
    [InlineData(35, 6_940)] // the maker's table has it, this one does not
    [InlineData(-5, 33_900)]
    public void Resistance_follows_the_maker_s_table(double temperature_C, double resistance_ohm) =>
        Assert.InRange(Thermistor103At.Resistance_ohm(temperature_C), resistance_ohm * 0.98, resistance_ohm * 1.02);

    [Fact]
    public void Beyond_the_table_the_wire_is_broken_or_shorted()
    {
        Assert.True(Thermistor103At.Resistance_ohm(-200) > 1e8);
        Assert.True(Thermistor103At.Resistance_ohm(500) < 10);
    }
}

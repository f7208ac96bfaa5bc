using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

/// <summary>Exact arithmetic against the bits that .NET has for the same number.</summary>
public class FloatBitsTests
{
    [Fact]
    public void Bits_and_back_are_those_of_the_standard_for_a_hundred_thousand_patterns()
    {
        Random random = new(5);
        for (int i = 0; i < 100_000; i++)
        {
            int bits = random.Next(int.MinValue, int.MaxValue);
            float value = BitConverter.Int32BitsToSingle(bits);
            if (float.IsFinite(value) && value != 0)
            {
                Assert.Equal(bits, FloatBits.Of(value));
                Assert.Equal(bits, BitConverter.SingleToInt32Bits(FloatBits.From(bits)));
            }
        }
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(-0.1f)]
    [InlineData(float.MaxValue)]
    [InlineData(float.MinValue)]
    [InlineData(float.Epsilon)]
    [InlineData(1.17549421e-38f)]
    [InlineData(1.17549435e-38f)]
    [InlineData(0.99999994f)]
    [InlineData(1.99999988f)]
    [InlineData(16777215f)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Ends_of_the_range_come_out_exactly(float value)
    {
        Assert.Equal(BitConverter.SingleToInt32Bits(value), FloatBits.Of(value));
        Assert.Equal(value, FloatBits.From(FloatBits.Of(value)));
    }

    [Fact]
    public void Zero_has_one_form_and_what_is_no_number_stays_none()
    {
        Assert.Equal((0, 0, 0f), (FloatBits.Of(0f), FloatBits.Of(-0f), FloatBits.From(0)));
        Assert.True(float.IsNaN(FloatBits.From(FloatBits.Of(float.NaN))));
    }
}

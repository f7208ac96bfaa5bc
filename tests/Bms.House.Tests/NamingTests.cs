using Xunit;

namespace Bms.House.Tests;

public class NamingTests
{
    [Fact]
    public void Every_physical_quantity_ends_in_its_unit()
    {
        Violation.AssertNone(Repository.CSharpFiles.SelectMany(NamingRules.Check));
    }

    [Theory]
    [InlineData("int packVoltage;")]
    [InlineData("void F(int current) { }")]
    [InlineData("private long _lastDelay = 0;")]
    [InlineData("public double Temperature { get; }")]
    [InlineData("int cell_millivolt;")]
    [InlineData("float[] soc;")]
    public void Sees_a_quantity_without_a_known_unit(string planted)
    {
        Violation found = Assert.Single(NamingRules.Check(new SourceFile("firmware/Bms/A.cs", "class A\n{\n    " + planted + "\n}\n")));
        Assert.Equal(3, found.Line);
    }

    [Theory]
    [InlineData("int packVoltage_mV; long _started_ms; int[] Cell_mV;")]
    [InlineData("int Capacity_mAh = 5000; float slope_mV_per_s = 1;")]
    [InlineData("bool ChargeCurrent; Signal Current; int currentRow; int count;")]
    [InlineData("string voltage; int Accuracy_mV(int cell) { return 1; }")]
    public void Leaves_names_alone_that_are_right_or_no_quantity(string clean)
    {
        Assert.Empty(NamingRules.Check(new SourceFile("firmware/Bms/A.cs", clean)));
    }
}

namespace Bms.Simulator.Tests;

public class BuildTests
{
    [Xunit.Fact]
    public void ProjectBuilds()
    {
        Xunit.Assert.NotNull(typeof(BuildTests).Assembly);
    }
}

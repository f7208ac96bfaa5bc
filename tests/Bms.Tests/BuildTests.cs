namespace Bms.Tests;

public class BuildTests
{
    [Xunit.Fact]
    public void ProjectBuilds()
    {
        Xunit.Assert.NotNull(typeof(BuildTests).Assembly);
    }
}

using Bms.Pages.Bench;
using Xunit;

namespace Bms.Pages.Tests.Bench;

public class BenchPagesTests
{
    public static TheoryData<string> Names => [.. BenchPages.All().Select(page => page.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_page_in_the_repository_is_the_one_that_the_source_gives(string name)
    {
        string path = "hardware/bench-4s/" + name;
        Assert.True(File.Exists(Tree.At(path)), $"{path} is not there: dotnet run -c Release --project tools/Bms.Pages -- write");
        Assert.True(Tree.Read(path) == BenchPages.All().Single(page => page.Name == name).Text,
            $"{path} is out of date: dotnet run -c Release --project tools/Bms.Pages -- write");
    }

    [Fact]
    public void No_page_but_those_lies_in_the_folder()
    {
        Assert.Equal(BenchPages.All().Select(page => page.Name).Order(StringComparer.Ordinal),
            Directory.GetFiles(Tree.At("hardware/bench-4s")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}

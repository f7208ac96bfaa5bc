using Bms.Simulator.Report;
using Xunit;
namespace Bms.Simulator.Tests.Report;
public class PageTests
{
    [Fact]
    public void View() => HtmlReport.Write(SyntheticDay.Make(), Environment.GetEnvironmentVariable("OUT")!);
}

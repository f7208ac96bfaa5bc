using System.Text;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Sweep;

namespace Bms.Simulator.Tests.Sweep;

public sealed class ResumeFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Cases_that_were_added_are_done_when_it_is_opened_again()
    {
        Add(Plan(3), 0, 2);

        using ResumeFile again = ResumeFile.Open(_path, Plan(3));
        Assert.Equal([0, 2], again.Done.Select(c => c.Index));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public void A_torn_last_line_is_dropped_and_overwritten(int bytesLost)
    {
        Add(Plan(3), 0, 1);
        byte[] whole = File.ReadAllBytes(_path);
        File.WriteAllBytes(_path, whole[..^bytesLost]);

        using (ResumeFile again = ResumeFile.Open(_path, Plan(3)))
        {
            Assert.Equal([0], again.Done.Select(c => c.Index));
            again.Add(Case(1));
        }

        Assert.Equal(Encoding.UTF8.GetString(whole), File.ReadAllText(_path));
    }

    [Fact]
    public void A_torn_head_begins_anew()
    {
        File.WriteAllText(_path, "# swe");
        using ResumeFile again = ResumeFile.Open(_path, Plan(3));
        Assert.Empty(again.Done);
    }

    [Fact]
    public void The_file_of_another_plan_and_any_other_file_are_refused_and_left_as_they_are()
    {
        Add(Plan(3), 0);
        string before = File.ReadAllText(_path);
        Assert.Throws<BadInputException>(() => ResumeFile.Open(_path, Plan(4)));
        Assert.Equal(before, File.ReadAllText(_path));

        File.WriteAllText(_path, "my diary\n");
        Assert.Throws<BadInputException>(() => ResumeFile.Open(_path, Plan(3)));
    }

    private void Add(SweepPlan plan, params int[] cases)
    {
        using ResumeFile file = ResumeFile.Open(_path, plan);
        Array.ForEach(cases, index => file.Add(Case(index)));
    }

    private static SweepCase Case(int index) => new(index, string.Empty) { Virtual_s = 60, Highest_V = 4.1, Lowest_V = 3.5 };

    private static SweepPlan Plan(int count) => SweepRunTests.Plan(count);
}

using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

public class SlowNamesTests
{
    [Theory]
    [InlineData(0.9)]
    [InlineData(0.85)]
    [InlineData(0.8)]
    public void A_cell_of_less_capacity_is_weak_and_no_leak_on_its_first_five_cycles(double share)
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Capacity_share[5] = share;
        List<AnomalyAlarm> raised = Cycles(bench, 5);
        Assert.Equal((AnomalyType.WeakCell, 5), (raised[0].Type, raised[0].Cell));
        Assert.All(raised, alarm => Assert.Equal((AnomalyAlarm.Note, 5), (alarm.Severity, alarm.Cell)));
        Assert.DoesNotContain(raised, alarm => alarm.Type == AnomalyType.InternalShort);
    }

    [Fact]
    public void A_stronger_cell_than_its_neighbours_is_no_fault()
    {
        AnomalyBench bench = new();
        bench.Capacity_share[5] = 1.12;
        bench.Learn();
        Assert.All(Cycles(bench, 5), alarm => Assert.Equal(AnomalyAlarm.Note, alarm.Severity));
    }

    [Fact]
    public void A_leak_that_begins_in_a_drive_is_called_a_leak_and_not_a_weak_cell()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Leak_A[5] = AnomalyBench.Capacity_Ah / 50;
        AnomalyAlarm alarm = Cycles(bench, 1).First(a => a.Severity > AnomalyAlarm.Note);
        Assert.Equal((AnomalyType.InternalShort, 5), (alarm.Type, alarm.Cell));
    }

    [Fact]
    public void A_weak_cell_that_leaks_too_is_told_as_a_leak()
    {
        AnomalyBench bench = new();
        bench.Capacity_share[5] = 0.9;
        bench.Learn();
        Cycles(bench, 4);
        bench.Leak_A[5] = AnomalyBench.Capacity_Ah / 50;
        List<AnomalyAlarm> raised = Cycles(bench, 1);
        Assert.Contains(raised, a => (a.Type, a.Cell) == (AnomalyType.InternalShort, 5) && a.Severity > AnomalyAlarm.Note);
    }

    // Discharge by 40 % and charge again at C/2.5, with rests of an hour.
    private static List<AnomalyAlarm> Cycles(AnomalyBench bench, int count)
    {
        List<AnomalyAlarm> raised = [];
        for (int cycle = 0; cycle < count; cycle++)
        {
            foreach (double current_A in (double[])[-2, 0, 2, 0])
            {
                bench.Current_A = current_A;
                raised.AddRange(bench.Run(1, 10_000));
            }
        }

        return raised;
    }
}

using Bms.Pages.Budgets;
using Bms.Simulator.Bench;
using Xunit;

namespace Bms.Pages.Tests.Budgets;

public class PowerBudgetTests
{
    [Fact]
    public void What_leaves_the_cells_is_what_the_dividers_burn()
    {
        const double Cell_V = 3.6;
        double given_W = PowerBudget.Drain_A(Cell_V).Sum() * Cell_V;
        double burnt_W = Bench4sHardware.NominalDividers.Select((d, tap) => Math.Pow(Cell_V * (tap + 1),
            2) / (d.Top_ohm + d.Bottom_ohm)).Sum();
        Assert.Equal(burnt_W, given_W, 1e-12);
    }

    [Fact]
    public void A_lower_cell_never_gives_less()
    {
        double[] drain_A = PowerBudget.Drain_A(3.6);
        Assert.Equal(drain_A.OrderDescending(), drain_A);
    }
}

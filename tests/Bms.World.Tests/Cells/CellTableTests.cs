using Bms.World.Cells;
using Xunit;

namespace Bms.World.Tests.Cells;

public class CellTableTests
{
    private static readonly CellTable s_table = CellTable.For(CellSpec.LgM50(), 0.1);

    [Fact]
    public void Packs_of_one_cell_share_a_table_and_a_changed_cell_has_its_own()
    {
        CellSpec cell = CellSpec.LgM50() with { Name = "one" };
        Assert.Same(CellTable.For(cell, 0.1), CellTable.For(cell, 0.1));
        Assert.NotSame(CellTable.For(cell, 0.1), CellTable.For(cell with { SlopeAboveFull_V = 2.0 }, 0.1));
        Assert.NotEqual(CellTable.For(cell, 0.1).Decay[0], CellTable.For(cell, 0.05).Decay[0]);
    }

    [Fact]
    public void Measured_percents_stand_at_their_nodes()
    {
        double[] ocv_V = CellSpec.LgM50().Ocv_V;
        foreach (int percent in (int[])[0, 50, 100]) Assert.Equal(ocv_V[percent], s_table.Ocv_V[percent - CellTable.FirstPercent], 12);
    }

    [Fact]
    public void Diffusion_leads_by_a_fifteenth_of_its_time_and_is_slower_in_the_cold()
    {
        double Lead_s(int t) => s_table.Dynamics[(t * CellTable.SocNodes + 75) * CellTable.Columns + 10]
            + s_table.Dynamics[(t * CellTable.SocNodes + 75) * CellTable.Columns + 11];

        int at25 = (int)((25.0 - CellTable.ColdestNode_C) / CellTable.NodeStep_K);
        Assert.Equal(CellSpec.LgM50().Particles.Diffusion_s / 15.0, Lead_s(at25), 9);
        Assert.True(Lead_s(at25 - 3) > 1.5 * Lead_s(at25));
    }

    [Fact]
    public void The_open_circuit_voltage_rises_from_the_reversed_plateau_to_overcharge()
    {
        Assert.Equal(-1.4, s_table.Ocv_V[0]);
        for (int node = 1; node < CellTable.SocNodes; node++)
        {
            double rise = s_table.Ocv_V[node] - s_table.Ocv_V[node - 1];
            Assert.True(rise >= 0.0 || s_table.Ocv_V[node] == -1.4, $"at {node + CellTable.FirstPercent} %");
        }

        Assert.InRange(s_table.Ocv_V[^1], 4.3, 5.5);
    }

    [Fact]
    public void No_cycle_around_the_hysteresis_makes_energy() => Assert.All(s_table.HalfGap_V, gap => Assert.InRange(gap, 0.0, 0.1));

    [Fact]
    public void Every_node_has_plausible_dynamics()
    {
        for (int at = 0; at < s_table.Dynamics.Length; at += CellTable.Columns)
        {
            double sum_ohm = s_table.Dynamics[at..(at + 4)].Sum();
            Assert.InRange(sum_ohm, 0.01, 50.0);
            Assert.InRange(s_table.Dynamics[at + 4], 0.0, 1e-6);
            Assert.All(s_table.Dynamics[(at + 8)..(at + 10)], decay => Assert.InRange(decay, 0.5, 1.0));
        }

        Assert.All(s_table.Decay, decay => Assert.InRange(decay, 0.5, 0.99999));
    }

    [Fact]
    public void Resistance_never_rises_with_temperature_at_half_charge()
    {
        double last = double.PositiveInfinity;
        for (int t = 0; t < CellTable.TemperatureNodes; t++)
        {
            double r0 = s_table.Dynamics[(t * CellTable.SocNodes + 50 - CellTable.FirstPercent) * CellTable.Columns];
            Assert.True(r0 < last, $"node {t}");
            last = r0;
        }
    }
}

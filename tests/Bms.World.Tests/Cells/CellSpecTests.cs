using Xunit;

namespace Bms.World.Tests.Cells;

public class CellSpecTests
{
    private static readonly CellSpec s_good = CellSpec.LgM50();

    public static TheoryData<CellSpec, string> Mistakes => new()
    {
        { s_good with { Capacity_Ah = 0.0 }, "Capacity_Ah = 0: allowed are 0.001 to 100000" },
        { s_good with { Ocv_V = [3.0] }, "Ocv_V points = 1: allowed are 2 to 10000" },
        { s_good with { Ocv_V = [3.0, 3.5, 42.0] }, "Ocv_V[2] = 42: allowed are 0 to 6" },
        { s_good with { Resistances = [] }, "Resistances rows = 0: allowed are 1 to 10000" },
        {
            s_good with { Resistances = [new ResistanceRow(25, 50, 0.03, 0.0, 0.01, 0.02)] },
            "resistances at 25 degC, 50 %: resistance_ohm = 0: allowed are 1E-12 to 1000000"
        },
        {
            s_good with { Resistances = [new ResistanceRow(25, 500, 0.03, 0.01, 0.01, 0.02)] },
            "resistances at 25 degC, 500 %: SoC in % = 500: allowed are 0 to 100"
        },
        { s_good with { Tau_s = [1.0, 20.0] }, "Tau_s branches = 2: allowed are 3 to 3" },
        { s_good with { Particles = new ParticleSpec(-1.0, 3000.0) }, "Diffusion_s = -1: allowed are 0 to 1000000" },
        { s_good with { Thermal = s_good.Thermal with { Core_J_per_K = 0.0 } }, "Core_J_per_K = 0: allowed are 0.001 to 1000000" },
        { s_good with { SelfDischarge = new SelfDischargeSpec(0.1, 2.0, 10.0) }, "AtNinetyPercent_per_month = 2: allowed are 0 to 1" },
    };

    [Theory, MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void A_mistake_in_a_cell_file_is_named_with_its_place_and_range(CellSpec cell, string message)
    {
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new Pack(new PackSpec { Cell = cell })).Message);
    }

    [Fact]
    public void The_shipped_cell_is_valid_and_names_its_sources()
    {
        s_good.Validate();
        Assert.Contains("10.1016/j.apenergy.2024.123692", s_good.Sources, StringComparison.Ordinal);
    }
}

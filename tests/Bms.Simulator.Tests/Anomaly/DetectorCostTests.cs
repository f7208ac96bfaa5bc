using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public class DetectorCostTests
{
    [Fact]
    public void More_cells_cost_more_state_and_instructions_and_the_same_model_each_time_alike()
    {
        Dictionary<string, long> four = Of(4);
        Dictionary<string, long> sixteen = Of(16);
        Assert.Equal(four, Of(4));
        Assert.Equal(four["model_bytes"], sixteen["model_bytes"]);
        Assert.InRange(sixteen["state_bytes"] - four["state_bytes"], 12 * 80, 12 * 200);
        Assert.InRange(sixteen["il_per_s"], 1.5 * four["il_per_s"], 4 * four["il_per_s"]);
    }

    /// <summary>The budget of the board: 20,000 instructions a second, 4,096 bytes of model, 4,096 of state for 16 cells.</summary>
    [Fact]
    public void Sixteen_cells_keep_the_budget()
    {
        Dictionary<string, long> figures = Of(16);
        Assert.InRange(figures["il_per_s"], 1_000, 20_000);
        Assert.InRange(figures["model_bytes"], 1_000, 4_096);
        Assert.InRange(figures["state_bytes"], 1_000, 4_096);
    }

    private static Dictionary<string, long> Of(int cells) => DetectorCost.Of(cells).ToDictionary(f => f.Name, f => f.Value);
}

using Bms.Metering;
using Bms.Nano.Cost;
using Xunit;

namespace Bms.Nano.Tests.Cost;

public class AnomalyCostTests
{
    [Fact]
    public void More_cells_cost_more_state_and_the_same_model()
    {
        Dictionary<string, long> four = Figures("bench4s");
        Dictionary<string, long> sixteen = Figures("pack16s");
        Assert.Equal(four["anomaly_model_bytes"], sixteen["anomaly_model_bytes"]);
        Assert.InRange(sixteen["anomaly_state_bytes"] - four["anomaly_state_bytes"], 12 * 80, 12 * 200);
        Assert.True(sixteen["anomaly_il_per_s"] > four["anomaly_il_per_s"]);
        Assert.True(sixteen["anomaly_heap_bytes"] > sixteen["anomaly_state_bytes"]);
    }

    private static Dictionary<string, long> Figures(string board)
    {
        MeteredFirmware firmware = MeteredWorkload.Firmware();
        MeteredWorkload workload = MeteredWorkload.Start(firmware, board);
        for (int tick = 1; tick <= 1200; tick++)
        {
            workload.Tick(tick);
        }

        return AnomalyCost.Figures(firmware, workload.Root, 120).ToDictionary(f => f.Name, f => f.Value);
    }
}

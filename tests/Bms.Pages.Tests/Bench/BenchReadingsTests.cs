using Bms.Pages.Bench;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using Xunit;

namespace Bms.Pages.Tests.Bench;

public class BenchReadingsTests
{
    // The second opinion is the simulator's divider network without tolerances.
    [Fact]
    public void A_pin_reads_what_the_simulated_dividers_give()
    {
        var network = new DividerNetwork(new NoiseSource(1, "dividers"), [.. Bench4sHardware.NominalDividers], tap => 3.6 * (tap + 1),
            () => 25.0, Bench4sHardware.AdcInput_ohm, tolerance: 0);
        for (int tap = 0; tap < network.Taps; tap++)
        {
            Assert.Equal(network.Pin_V(tap), BenchReadings.Pin_V(tap, 3.6 * (tap + 1)), 1e-9);
        }
    }

    [Fact]
    public void No_pin_reaches_the_converters_supply_at_over_voltage()
    {
        for (int tap = 0; tap < Bench4sHardware.NominalDividers.Count; tap++)
        {
            Assert.True(BenchReadings.Pin_V(tap, 4.25 * (tap + 1)) < 3.3);
        }
    }

    // Kirchhoff at each joint of the ladder: from above equals below and into the divider.
    [Fact]
    public void Currents_in_the_ladder_add_up()
    {
        IReadOnlyList<double> tap_V = BenchReadings.Ladder();
        Assert.Equal(BenchReadings.Supply_V, tap_V[^1]);
        for (int tap = 0; tap < tap_V.Count - 1; tap++)
        {
            Divider divider = Bench4sHardware.NominalDividers[tap];
            double pin_V = BenchReadings.Pin_V(tap, tap_V[tap]);
            double into_A = (tap_V[tap] - pin_V) / divider.Top_ohm;
            double below_A = (tap_V[tap] - (tap == 0 ? 0 : tap_V[tap - 1])) / BenchCircuit.Ladder_ohm;
            double above_A = (tap_V[tap + 1] - tap_V[tap]) / BenchCircuit.Ladder_ohm;
            Assert.Equal(above_A, below_A + into_A, 1e-9);
        }
    }
}

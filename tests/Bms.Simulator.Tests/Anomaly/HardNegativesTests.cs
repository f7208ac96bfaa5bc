using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public class HardNegativesTests
{
    /// <summary>
    /// In this life a stand ended in the moment in which the night began, and the drive after it went on for eight hours: a healthy pack
    /// stood at -0.8 V in the morning, and its six false alarms were none.
    /// </summary>
    [Fact]
    public void No_drive_goes_on_through_a_night_and_empties_a_healthy_pack()
    {
        const ulong Seed = 500235075;
        var setup = new EpisodeSetup("nmc", 16, EpisodeBoard.Pack16s, 30.295306902091188, 0.5850499318727802, 0.9546871823500758);
        var pack = new EpisodePack(setup, Seed);
        var player = new RecordingPlayer(16, 4, RecordedChemistry.Ocv_mV("nmc"), pack.Capacity_Ah);
        List<FalseAlarm> wrong = [];
        HardNegatives.Play(pack, player, 1, 24 * 3600, wrong, null);
        HardNegatives.Play(pack, player, 1, 48 * 3600, wrong, new EvidenceHours(player.Detector));
        Assert.InRange(pack.Lowest_V, setup.Empty_V, 4.2);
        Assert.Empty(wrong);
    }

    /// <summary>Sags at the moment in which a board opens its switch are the pack's own; nobody drives on below.</summary>
    [Fact]
    public void A_drive_ends_where_a_board_would_open_its_switch()
    {
        var setup = new EpisodeSetup("nmc", 4, EpisodeBoard.Pack16s, 25, 0.7, 0.9);
        var pack = new EpisodePack(setup, 3);
        pack.World.SetCapacityFactor(2, 0.45);
        while (pack.Time_s < 24 * 3600)
        {
            pack.Advance(10);
            pack.Look();
        }

        Assert.InRange(pack.Lowest_V, setup.Empty_V - 0.1, setup.Empty_V + 0.3);
    }
}

using Bms.Anomaly;
using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Train.Tests;

public class TrainingLivesTests
{
    [Theory]
    [InlineData(0, 1001)]
    [InlineData(1, 632)]
    public void A_limit_claims_what_the_poisson_interval_leaves_of_the_hours(int alarms, int expected_h)
    {
        // Half the 95 % points of chi-square with 2 and 4 degrees of freedom: 2.996 and 4.744 events, in 3,000 h.
        var lives = new TrainingLives([Life(3000, alarms)], 1);
        Assert.Equal(expected_h, lives.FalseAlarm_h(AnomalyFeature.ChargeLost));
        Assert.Equal(1001, lives.FalseAlarm_h(AnomalyFeature.Step));
        Assert.Equal(alarms, lives.FalseAlarms());
    }

    private static EpisodeResult Life(int hours, int alarms)
    {
        RaisedAlarm note = new(AnomalyType.InternalShort, AnomalyFeature.ChargeLost, AnomalyAlarm.Note, 2);
        RaisedAlarm alarm = note with { Severity = AnomalyAlarm.Warning };
        EvidenceLook look = new(600, new short[Evidence.Features], 0, 0, 0, [note, .. Enumerable.Repeat(alarm, alarms)]);
        var setup = new EpisodeSetup("nmc", 4, EpisodeBoard.Pack16s, 25, 0.5, 0.9);
        return new EpisodeResult(setup, null, false, 0, false, false, 0, hours, [])
        {
            Hours = [.. Enumerable.Repeat(new short[Evidence.Features], hours)], Looks = [look],
        };
    }
}

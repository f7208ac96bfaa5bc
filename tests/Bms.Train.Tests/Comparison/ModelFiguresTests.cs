using Bms.Anomaly;
using Bms.Simulator.Anomaly;
using Bms.Train.Comparison;
using Xunit;

namespace Bms.Train.Tests.Comparison;

public class ModelFiguresTests
{
    [Fact]
    public void The_threshold_lets_as_many_healthy_stretches_pass_as_are_allowed()
    {
        ScoredLife[] lives = [.. Enumerable.Range(1, 9).Select(i => Healthy(i))];
        Assert.Equal(2, ModelFigures.FalseAlarms(lives, ModelFigures.ThresholdFor(lives, 2)));
        Assert.Equal(0, ModelFigures.FalseAlarms(lives, ModelFigures.ThresholdFor(lives, 0)));
    }

    [Fact]
    public void Found_delay_and_name_count_from_the_first_look_beyond_the_threshold()
    {
        ScoredLife[] lives =
            [Healthy(1), Faulty(AnomalyType.Contact, 0, 3), Faulty(AnomalyType.Cooling, 2, 0), Faulty(AnomalyType.Contact, 0, 0)];
        ModelFigures figures = ModelFigures.Of(lives, 0);
        Assert.Equal(200.0 / 3, figures.Found_pct, 6);
        Assert.Equal(50, figures.Type_pct, 6);
        Assert.Equal(2 * EvidenceHours.Look_s / 3600, figures.Delay_h, 6);
        Assert.Equal(2.0 / 3, figures.Auroc, 6);
    }

    [Fact]
    public void A_bootstrap_is_sure_of_a_better_model_and_not_of_the_same_one()
    {
        ScoredLife[] blind = [.. Enumerable.Range(0, 40).Select(i => i < 20 ? Healthy(i) : Faulty(AnomalyType.Contact, i - 20, 0))];
        ScoredLife[] seeing = [.. Enumerable.Range(0, 40).Select(i => i < 20 ? Healthy(i) : Faulty(AnomalyType.Contact, i + 10, 0))];
        Assert.True(Bootstrap.AurocGain(blind, seeing, 1).Low > 0);
        Assert.Equal((0, 0), Bootstrap.AurocGain(blind, blind, 1));
        Assert.True(Bootstrap.FoundGain(blind, 19.5, seeing, 19.5, 1).Low > 0);
    }

    [Fact]
    public void Two_judgements_together_find_what_either_finds()
    {
        ScoredLife limits = Faulty(AnomalyType.Contact, 0, 1);
        ScoredLife model = Faulty(AnomalyType.Cooling, 4, 0);
        ScoredLife both = ScoredLife.Either(limits, 1, model, 3);
        Assert.Equal(EvidenceHours.Look_s / 3600, both.Delay_h(1), 9);
        Assert.Equal(double.PositiveInfinity, ScoredLife.Either(limits, 2, model, 5).Delay_h(1));
    }

    [Fact]
    public void Who_is_worse_on_one_set_earns_no_place_by_another()
    {
        var verdict = new Verdict();
        verdict.Note("B", (0.01, 0.05));
        verdict.Note("B", (-0.05, -0.01));
        verdict.Note("C", (-0.01, 0.01));
        Assert.Equal("none", verdict.Winners);
        verdict.Note("C", (0.01, 0.02));
        Assert.Equal("C", verdict.Winners);
    }

    private static ScoredLife Healthy(double decades) => Scored([], decades, 0);

    private static ScoredLife Faulty(AnomalyType said, double first, double second) => Scored([AnomalyType.Contact], first, second, said);

    private static ScoredLife Scored(AnomalyType[] expected, double first, double second, AnomalyType said = AnomalyType.None)
    {
        EvidenceLook[] looks = [Look(1), Look(2)];
        return new ScoredLife(new Life("nmc", "", expected, AnomalyAlarm.Warning, looks), [first, second], _ => said);
    }

    private static EvidenceLook Look(int number) => new(number * EvidenceHours.Look_s, new short[Evidence.Features], 0, 0, 0, []);
}

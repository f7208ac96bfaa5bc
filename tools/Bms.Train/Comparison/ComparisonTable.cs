using System.Globalization;
using Bms.Simulator.Anomaly;
using Bms.Train.Models;

namespace Bms.Train.Comparison;

/// <summary>
/// Prints what each model is worth on each set of lives, and whether it beats the firmware: at as many false alarms as the firmware's
/// own limits raise on the healthy lives of the set.
/// </summary>
internal sealed class ComparisonTable(ModelSet models, ulong seed, TextWriter output)
{
    /// <summary>Decades of one false alarm in 1,000 h, the rate that the tails are asked to keep.</summary>
    private const double Stated_decades = 3;

    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    private readonly Verdict _rank = new();
    private readonly Verdict _alarm = new();

    private void Print(string name, double value, string format = "0.###") =>
        output.WriteLine($"evaluate.{name} = {(double.IsPositiveInfinity(value) ? "never" : value.ToString(format, s_invariant))}");

    /// <summary>What the models have learned from, and what they cost.</summary>
    internal void Learned(IReadOnlyList<EpisodeResult> healthy, IReadOnlyList<EpisodeResult> faulty)
    {
        Print("seed", seed);
        Print("learned_healthy_h", healthy.Sum(life => life.Hours.Count), "0");
        Print("learned_faulty_lives", faulty.Count);
        foreach (TrainedModel model in models.Models)
        {
            Print($"{model.Letter}.bytes", model.Model.Bytes);
            Print($"{model.Letter}.multiply_adds", model.Model.MultiplyAdds);
            Print($"{model.Letter}.tail_fit_p", model.Check.P);
        }
    }

    /// <summary>A set of lives that no model was trained on.</summary>
    internal void Add(string set, IReadOnlyList<Life> lives)
    {
        double healthy_h = lives.Where(l => l.IsHealthy).Sum(l => l.Hours);
        Print($"{set}.healthy_h", healthy_h, "0");
        Print($"{set}.faulty_lives", lives.Count(l => !l.IsHealthy));
        if (healthy_h == 0 || lives.All(l => l.IsHealthy))
        {
            return;
        }

        Parity(set, lives);
        ScoredLife[] limits = [.. lives.Select(ScoredLife.AsAlarmed)];
        int allowed = ModelFigures.FalseAlarms(limits, 1);
        ScoredLife[] shipped = [.. lives.Select(ScoredLife.AsShipped)];
        Print($"{set}.false_alarms_allowed", allowed);
        Row($"{set}.A_limits", ModelFigures.Of(limits, allowed));
        Row($"{set}.A", ModelFigures.Of(shipped, allowed));
        foreach (TrainedModel model in models.Models)
        {
            string name = $"{set}.{model.Letter}";
            ScoredLife[] scored = [.. lives.Select(life => ScoredLife.Of(life, model, models.Tails))];
            ModelFigures figures = ModelFigures.Of(scored, allowed);
            Row(name, figures);
            Print($"{name}.per_1000h_at_stated_1", 1000 / healthy_h * ModelFigures.FalseAlarms(scored, Stated_decades), "0.00");
            Print($"{name}.found_at_stated_pct", ModelFigures.Found(scored, Stated_decades), "0.0");
            (double Low, double High) auroc = Bootstrap.AurocGain(shipped, scored, seed);
            (double Low, double High) found = Bootstrap.FoundGain(limits, 1, scored, figures.Threshold, seed);
            ScoredLife[] both = [.. limits.Select((life, i) => ScoredLife.Either(life, 1, scored[i], Stated_decades))];
            Print($"{name}.with_limits_found_pct", ModelFigures.Found(both, 1), "0.0");
            Print($"{name}.with_limits_false_alarms", ModelFigures.FalseAlarms(both, 1));
            Gain($"{name}.auroc_gain", auroc, "0.000");
            Gain($"{name}.found_gain_pct", found, "0.0");
            _rank.Note(model.Letter, auroc);
            _alarm.Note(model.Letter, found);
        }
    }

    /// <summary>
    /// What earns a place: to rank packs (AUROC), and to raise alarms (found at equal false alarms). True when the firmware's limits
    /// remain the best to raise alarms.
    /// </summary>
    internal bool LimitsRemain()
    {
        output.WriteLine("evaluate.ranks_better = " + _rank.Winners);
        output.WriteLine("evaluate.alarms_better = " + _alarm.Winners);
        return _alarm.IsEmpty;
    }

    // Eight bits against floating point: the largest difference of a score, and the looks that alarm in one and not in the other.
    private void Parity(string set, IReadOnlyList<Life> lives)
    {
        foreach (TrainedModel model in models.Models.Where(m => m.Model is QuantisedModel))
        {
            var network = (QuantisedModel)model.Model;
            double worst = 0;
            int differ = 0;
            foreach (EvidenceLook look in lives.SelectMany(life => life.Looks))
            {
                double[] vector = LookVector.Of(look.Peak_permille, models.Tails);
                double whole = network.Score(vector);
                double exact = network.ScoreInFloat(vector);
                worst = Math.Max(worst, Math.Abs(whole - exact) / Math.Max(1, exact));
                differ += model.Tail.Decades(whole) >= Stated_decades == model.Tail.Decades(exact) >= Stated_decades ? 0 : 1;
            }

            Print($"{set}.{model.Letter}.parity_worst_pct", 100 * worst, "0.00");
            Print($"{set}.{model.Letter}.parity_looks_that_differ", differ);
        }
    }

    private void Gain(string name, (double Low, double High) interval, string format)
    {
        Print(name + ".low95", interval.Low, format);
        Print(name + ".high95", interval.High, format);
    }

    private void Row(string name, ModelFigures figures)
    {
        Print($"{name}.auroc", figures.Auroc);
        Print($"{name}.threshold", figures.Threshold);
        Print($"{name}.found_pct", figures.Found_pct, "0.0");
        Print($"{name}.delay_h", figures.Delay_h, "0.00");
        Print($"{name}.type_pct", figures.Type_pct, "0.0");
    }
}

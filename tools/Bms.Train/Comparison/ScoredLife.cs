using Bms.Anomaly;
using Bms.Simulator.Anomaly;
using Bms.Train.Models;

namespace Bms.Train.Comparison;

/// <summary>What a model says of a life, look by look: rarity in decades, and the fault's name.</summary>
internal sealed class ScoredLife
{
    /// <summary>Hours that count as one when a score is high in them, as in the fit of the tails.</summary>
    internal const double Cluster_h = 8;

    private readonly double[] _decades;
    private readonly Func<int, AnomalyType> _type;

    internal ScoredLife(Life life, double[] decades, Func<int, AnomalyType> type)
    {
        Life = life;
        _decades = decades;
        _type = type;
    }

    internal Life Life { get; }

    /// <summary>The rarest look.</summary>
    internal double Highest => _decades.Max();

    /// <summary>A model's judgement of a life; a certain alarm counts the same for all models.</summary>
    internal static ScoredLife Of(Life life, TrainedModel trained, TailTable tails)
    {
        double[][] vectors = [.. life.Looks.Select(look => LookVector.Of(look.Peak_permille, tails))];
        AnomalyType[] certain = [.. life.Looks.Select(look => LookVector.Certain(look, life.Severity))];
        double[] decades = new double[vectors.Length];
        for (int i = 0; i < decades.Length; i++)
        {
            double own = trained.Tail.Decades(trained.Model.Score(vectors[i]));
            decades[i] = certain[i] == AnomalyType.None ? own : Math.Max(Evidence.Certain, own);
        }

        return new ScoredLife(life, decades, i => certain[i] != AnomalyType.None ? certain[i] : trained.Model.TypeOf(vectors[i]));
    }

    /// <summary>The firmware's own rank, and the name of the last alarm that it has raised by then.</summary>
    internal static ScoredLife AsShipped(Life life) => new(life, [.. life.Looks.Select(look => look.Rank)], i => RaisedBy(life, i));

    /// <summary>The firmware's alarms: 1 in a look that raised one, else 0.</summary>
    internal static ScoredLife AsAlarmed(Life life) =>
        new(life, [.. life.Looks.Select(look => look.Raised.Any(a => a.Severity >= life.Severity) ? 1.0 : 0)], i => RaisedBy(life, i));

    /// <summary>Two judgements together: 1 in a look in which either reaches its threshold, else 0; with the first one's names.</summary>
    internal static ScoredLife Either(ScoredLife first, double firstThreshold, ScoredLife second, double secondThreshold)
    {
        double[] both = new double[first._decades.Length];
        for (int i = 0; i < both.Length; i++)
        {
            both[i] = first._decades[i] >= firstThreshold || second._decades[i] >= secondThreshold ? 1 : 0;
        }

        return new ScoredLife(first.Life, both, first._type);
    }

    private static AnomalyType RaisedBy(Life life, int look)
    {
        for (; look >= 0; look--)
        {
            foreach (RaisedAlarm alarm in life.Looks[look].Raised)
            {
                if (alarm.Severity >= life.Severity)
                {
                    return alarm.Type;
                }
            }
        }

        return AnomalyType.None;
    }

    /// <summary>Largest of each stretch of <see cref="Cluster_h"/>: what a threshold turns into false alarms.</summary>
    internal IEnumerable<double> Peaks() => _decades.Chunk((int)(Cluster_h * 3600 / EvidenceHours.Look_s)).Select(c => c.Max());

    /// <summary>Hours from the onset to the end of the first look at or above a threshold; never is infinite.</summary>
    internal double Delay_h(double decades)
    {
        int look = First(decades);
        return look < 0 ? double.PositiveInfinity : Life.Looks[look].End_s / 3600;
    }

    /// <summary>True when the look that passes a threshold names the fault rightly.</summary>
    internal bool IsNamed(double decades)
    {
        int look = First(decades);
        return look >= 0 && Life.Expected.Contains(_type(look));
    }

    private int First(double decades) => Array.FindIndex(_decades, d => d >= decades);
}

using Bms.Anomaly;
using Bms.Simulator.Anomaly;
using Bms.Train.Comparison;

namespace Bms.Train.Models;

/// <summary>The models of the comparison, trained on the same lives, each with the tail that turns its score into decades.</summary>
internal sealed class ModelSet
{
    private ModelSet(TailTable tails, IReadOnlyList<TrainedModel> models)
    {
        Tails = tails;
        Models = models;
    }

    internal TailTable Tails { get; }

    internal IReadOnlyList<TrainedModel> Models { get; }

    /// <summary>
    /// Trains all on healthy and faulty lives of the training fleet. Every second healthy life is kept from the models: their tails are
    /// fitted to it, because a score is smaller on what it was fitted to.
    /// </summary>
    internal static ModelSet Train(IReadOnlyList<EpisodeResult> healthy, IReadOnlyList<EpisodeResult> faulty, ulong seed)
    {
        TailTable tails = TailTable.Fit([.. healthy.Select(life => life.Hours)]);
        Life[] lives = [.. healthy.Select(Life.Of)];
        double[][] calm = [.. Vectors(lives.Where((_, i) => i % 2 == 0), tails)];
        (double[][] labelled, int[] labels) = Labelled(calm, faulty, tails);
        NetworkModel network = NetworkModel.Train(calm, labelled, labels, seed);
        Life[] kept = [.. lives.Where((_, i) => i % 2 == 1)];
        TrainedModel Calibrated(string letter, IAnomalyModel model)
        {
            double[] peaks = [.. kept.SelectMany(life => Peaks(life, model, tails))];
            Tail tail = Tail.Fit(peaks, kept.Sum(life => life.Hours));
            return new TrainedModel(letter, model, tail, TailCheck.Of(tail, peaks, seed));
        }

        return new ModelSet(tails,
        [
            Calibrated("A_tails", new BankModel()), Calibrated("A_sum", new SumModel()), Calibrated("B", GaussianModel.Fit(calm)),
            Calibrated("C", new QuantisedModel(network, labelled)),
        ]);
    }

    private static IEnumerable<double> Peaks(Life life, IAnomalyModel model, TailTable tails) => Vectors([life], tails)
        .Select(model.Score).Chunk((int)(ScoredLife.Cluster_h * 3600 / EvidenceHours.Look_s)).Select(c => c.Max());

    private static IEnumerable<double[]> Vectors(IEnumerable<Life> lives, TailTable tails) =>
        lives.SelectMany(life => life.Looks).Select(look => LookVector.Of(look.Peak_permille, tails));

    // A fault whose name the head does not learn (frames, abuse) is for the certain alarms.
    private static (double[][] Vectors, int[] Labels) Labelled(double[][] calm, IReadOnlyList<EpisodeResult> faulty, TailTable tails)
    {
        List<double[]> vectors = [.. calm];
        List<int> labels = [.. new int[calm.Length]];
        foreach (EpisodeResult life in faulty)
        {
            int label = Math.Max(0, NetworkModel.Types.ToList().IndexOf(life.Fault!.Expected[0]));
            foreach (EvidenceLook look in label > 0 ? life.Looks : [])
            {
                vectors.Add(LookVector.Of(look.Peak_permille, tails));
                labels.Add(label);
            }
        }

        return ([.. vectors], [.. labels]);
    }
}

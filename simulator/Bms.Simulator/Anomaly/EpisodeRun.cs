using Bms.Anomaly;
using Bms.World.Numerics;

namespace Bms.Simulator.Anomaly;

/// <summary>What became of an episode. Delay counts from the onset to the first warning; a healthy episode has no fault.</summary>
internal sealed record EpisodeResult(EpisodeSetup Setup, EpisodeFault? Fault, bool Found, double Delay_h, bool RightType, bool RightCell,
    double Score, double Healthy_h, IReadOnlyList<FalseAlarm> False)
{
    /// <summary>Largest statistics of each hour (Evidence.Peak_permille), of a faulty one from onset to first alarm.</summary>
    internal IReadOnlyList<short[]> Hours { get; init; } = [];

    /// <summary>The same by ten minutes, with what was raised in them; of a faulty one time counts from the onset.</summary>
    internal IReadOnlyList<EvidenceLook> Looks { get; init; } = [];

    /// <summary>What the episode was drawn from.</summary>
    internal ulong Seed { get; init; }

    /// <summary>Hours of driving, not standing and not charging, from the onset to the first warning.</summary>
    internal double DrivingDelay_h { get; init; } = double.PositiveInfinity;

    /// <summary>What the first alarm stated of the fault's size, null where it stated nothing that can be compared.</summary>
    internal StatedQuantity? Stated { get; init; }

    /// <summary>Cell of the fault, -1 where a cell has no part in it.</summary>
    internal int Cell { get; init; } = -1;
}

/// <summary>Runs one episode: a pack's life through the firmware's detector, with or without a fault.</summary>
internal static class EpisodeRun
{
    /// <summary>Time in s for which the detector knows its pack before anything happens, as it would in a vehicle.</summary>
    internal const double Learn_s = 12 * 3600;

    private const double Healthy_period_s = 10;

    /// <summary>Share of an episode after which its fault begins.</summary>
    internal static double Onset(SeededRandom random) => 0.05 + (0.25 * random.NextUniform());

    /// <summary>
    /// A fault that begins somewhere in the middle half; what is raised before it is a false alarm. It ends with the first alarm that is
    /// severe enough, or plays on to its end for a comparison of models that alarm at other moments.
    /// </summary>
    internal static EpisodeResult Faulty(EpisodeSetup setup, EpisodeFault fault, ulong seed, bool toItsEnd = false)
    {
        var random = new SeededRandom(seed, "fault");
        var pack = new EpisodePack(setup, seed);
        int cell = (int)(random.NextUniform() * setup.Cells);
        double length_s = fault.Length_h * 3600;

        RecordingPlayer player = Start(setup, pack);
        List<FalseAlarm> wrong = [];
        Play(pack, player, Learn_s, Healthy_period_s, wrong);
        double onset_s = Learn_s + (length_s * Onset(random));
        Play(pack, player, onset_s, fault.Period_s, wrong);
        double healthy_h = pack.Time_s / 3600;
        pack.OnsetRow = pack.Look();
        var hours = new EvidenceHours(player.Detector);
        bool found = false;
        double found_s = 0;
        bool rightType = false;
        bool rightCell = false;
        double start_s = pack.Time_s;
        double driven_s = pack.Driven_s;
        double driving_h = double.PositiveInfinity;
        StatedQuantity? stated = null;
        while (pack.Time_s < Learn_s + length_s && (toItsEnd || !found))
        {
            double since_s = pack.Time_s - start_s;
            fault.Live?.Invoke(pack, cell, since_s);
            pack.Advance(fault.Period_s, live: fault.Family is not ("external_short" or "over_discharge"));
            RecordedRow row = pack.Look();
            row = fault.Spoil?.Invoke(row, pack, cell, since_s) ?? row;
            hours.Pass(since_s);
            foreach (AnomalyAlarm alarm in player.Play(row))
            {
                hours.Saw(alarm);
                if (alarm.Severity >= fault.Severity && !found)
                {
                    // The book that holds the alarm is written again later.
                    found = true;
                    found_s = pack.Time_s;
                    driving_h = (pack.Driven_s - driven_s) / 3600;
                    rightType = fault.Expected.Contains(alarm.Type);
                    rightCell = !fault.Names || alarm.Cell == cell;
                    stated = rightCell ? StatedQuantity.Of(alarm, fault, pack, player.Detector, cell, since_s) : null;
                }
            }
        }

        return new EpisodeResult(setup, fault, found, found ? (found_s - start_s) / 3600 : double.PositiveInfinity,
            rightType, rightCell, hours.Close(), healthy_h, wrong)
        {
            Hours = hours.All, Looks = hours.Looks, Cell = fault.Names ? cell : -1, DrivingDelay_h = driving_h, Seed = seed,
            Stated = stated,
        };
    }

    /// <summary>A life without a fault; kind names the hard negative in it.</summary>
    internal static EpisodeResult Healthy(EpisodeSetup setup, int kind, double hours, ulong seed)
    {
        var pack = new EpisodePack(setup, seed);
        RecordingPlayer player = Start(setup, pack);
        List<FalseAlarm> wrong = [];
        double half_s = hours * 1800;
        HardNegatives.Play(pack, player, kind, half_s, wrong, null);
        var seen = new EvidenceHours(player.Detector);
        HardNegatives.Play(pack, player, kind, 2 * half_s, wrong, seen);
        return new EpisodeResult(setup, null, wrong.Count > 0, 0, false, false, seen.Close(), hours, wrong)
        {
            Hours = seen.All, Looks = seen.Looks,
        };
    }

    private static RecordingPlayer Start(EpisodeSetup setup, EpisodePack pack) =>
        new(setup.Cells, EpisodePack.Probes, RecordedChemistry.Ocv_mV(setup.Chemistry), pack.Capacity_Ah);

    private static void Play(EpisodePack pack, RecordingPlayer player, double until_s, double period_s, List<FalseAlarm> wrong)
    {
        while (pack.Time_s < until_s)
        {
            pack.Advance(period_s);
            foreach (AnomalyAlarm alarm in player.Play(pack.Look()))
            {
                Note(alarm, pack, wrong);
            }
        }
    }

    internal static void Note(AnomalyAlarm alarm, EpisodePack pack, List<FalseAlarm> wrong)
    {
        if (alarm.Severity > AnomalyAlarm.Note)
        {
            string text = $"{pack.Setup.Chemistry} ({pack.World.Spec.Cell.Name}) x {pack.Setup.Cells} at {pack.Time_s / 3600:0.0} h: "
                + $"{AlarmText.Where(alarm)} {AlarmText.Name(alarm.Type)}: {AlarmText.Reason(alarm)}";
            wrong.Add(new FalseAlarm(alarm.Feature, text));
        }
    }
}

using Bms.Anomaly;
using Bms.World.Numerics;

namespace Bms.Simulator.Anomaly;

/// <summary>What became of a recording with a fault laid over it, or of the same rows without one.</summary>
internal sealed record OverlayResult(string Recording, string Chemistry, OverlayFault? Fault, bool Found, double Delay_h, bool RightType,
    bool RightCell, IReadOnlyList<EvidenceLook> Looks);

/// <summary>
/// Recorded healthy packs with faults laid over them: cells, loads, sensors and their glitches are real, only the fault is computed. The
/// detector knows its pack for a day before the onset.
/// </summary>
internal static class OverlayRun
{
    private const double Learn_h = 24;

    /// <summary>Hours that must follow an onset, or the recording is too short for it.</summary>
    private const double LeastAfter_h = 12;

    /// <summary>
    /// Plays all families so many times over each recording that is long enough, onset and cell by chance; with a null fault the same
    /// rows are played as they are.
    /// </summary>
    internal static IEnumerable<OverlayResult> Over(FieldRecording recording, int times, ulong seed)
    {
        RecordedRow[] rows = [.. recording.Open().Rows];
        double[] watched_h = Watched_h(rows);
        var random = new SeededRandom(seed, recording.Name);
        double room_h = watched_h.Length == 0 ? 0 : watched_h[^1] - Learn_h - LeastAfter_h;
        for (int round = 0; round < times && room_h > 0; round++)
        {
            foreach (OverlayFault fault in OverlayFault.All)
            {
                double start_h = random.NextUniform() * Math.Max(0, room_h - Math.Max(0, fault.Length_h - LeastAfter_h));
                int cell = (int)(random.NextUniform() * rows[0].Cell_V.Length);
                var part = new Part(recording, rows, watched_h, start_h, start_h + Learn_h, start_h + Learn_h + fault.Length_h);
                yield return Play(part, fault, cell);
                yield return Play(part with { End_h = part.Onset_h + Learn_h }, null, cell);
            }
        }
    }

    private sealed record Part(FieldRecording Recording, RecordedRow[] Rows, double[] Watched_h, double Start_h, double Onset_h,
        double End_h);

    private static OverlayResult Play(Part part, OverlayFault? fault, int cell)
    {
        int[] ocv_mV = RecordedChemistry.Ocv_mV(part.Recording.Chemistry);
        RecordedRow[] rows = part.Rows;
        var player = new RecordingPlayer(rows[0].Cell_V.Length, rows[0].Temperature_degC.Length, ocv_mV, part.Recording.Capacity_Ah);
        var pack = new TracePack(ocv_mV, part.Recording.Capacity_Ah);
        TraceOverlay? overlay = fault == null ? null : new TraceOverlay(fault, pack, cell);
        EvidenceHours? seen = null;
        var first = new FirstAlarm(fault?.Severity ?? AnomalyAlarm.Warning);
        int probe = TraceOverlay.ProbeOf(cell, rows[0].Cell_V.Length, Math.Max(1, rows[0].Temperature_degC.Length));
        for (int i = 0; i < rows.Length && part.Watched_h[i] <= part.End_h; i++)
        {
            if (part.Watched_h[i] < part.Start_h)
            {
                continue;
            }

            pack.Pass(rows[i]);
            double since_h = part.Watched_h[i] - part.Onset_h;
            if (since_h >= 0)
            {
                seen ??= new EvidenceHours(player.Detector);
                seen.Pass(since_h * 3600);
            }

            RecordedRow row = since_h >= 0 && overlay != null ? overlay.Lay(rows[i], since_h * 3600) : rows[i];
            foreach (AnomalyAlarm alarm in player.Play(row))
            {
                seen?.Saw(alarm);
                first.Take(alarm, since_h);
            }
        }

        seen?.Close();
        bool rightCell = fault != null && (!fault.Names || first.Place == (first.Type == AnomalyType.SelfHeating ? probe : cell));
        return new OverlayResult(part.Recording.Name, part.Recording.Chemistry, fault, first.Delay_h < double.PositiveInfinity,
            first.Delay_h, fault != null && fault.Expected.Contains(first.Type), rightCell, seen?.Looks ?? []);
    }

    private sealed class FirstAlarm(int severity)
    {
        internal double Delay_h { get; private set; } = double.PositiveInfinity;

        internal AnomalyType Type { get; private set; }

        /// <summary>Cell, or probe of a warm place.</summary>
        internal int Place { get; private set; }

        internal void Take(AnomalyAlarm alarm, double since_h)
        {
            if (since_h >= 0 && alarm.Severity >= severity && double.IsPositiveInfinity(Delay_h))
            {
                Delay_h = since_h;
                Type = alarm.Type;
                Place = alarm.Cell;
            }
        }
    }

    // Time in h that the detector has really watched, row by row: a gap is no time to find anything in.
    private static double[] Watched_h(RecordedRow[] rows)
    {
        double[] watched_h = new double[rows.Length];
        for (int i = 1; i < rows.Length; i++)
        {
            double step_s = rows[i].Time_s - rows[i - 1].Time_s;
            watched_h[i] = watched_h[i - 1] + (step_s is > 0 and <= 600 ? step_s / 3600 : 0);
        }

        return watched_h;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using Bms.Anomaly;
using Bms.Simulator.Anomaly;

namespace Bms.Train;

/// <summary>What recorded healthy packs say of the tails: a line each. No constant comes from a recording.</summary>
internal static class RecordedCheck
{
    /// <summary>Decades of what the tails expect once in 1,000 h.</summary>
    private const float Rare_decades = 3;

    internal static IEnumerable<string> Lines(string folder)
    {
        foreach (FieldRecording recording in FieldRecordings.In(folder))
        {
            RecordedPack pack = recording.Open();
            var player = new RecordingPlayer(pack.Cells, pack.Probes, RecordedChemistry.Ocv_mV(recording.Chemistry), recording.Capacity_Ah);
            var seen = new EvidenceHours(player.Detector);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            int alarms = 0;
            foreach (RecordedRow row in pack.Rows)
            {
                hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>([row.Time_s, row.Current_A, .. row.Cell_V]));
                seen.Pass(row.Time_s);
                alarms += player.Play(row).Count(a => a.Severity > AnomalyAlarm.Note);
            }

            seen.Close();
            int rare = seen.Looks.Chunk(TailTable.Cluster_h * 6).Count(c => c.Max(look => look.Highest) >= Rare_decades);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{recording.Name} {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}, {player.Watched_h:0} h, {alarms} alarms, "
                + $"{rare} stretches of {TailTable.Cluster_h} h rarer than once in 1,000 h.");
        }
    }
}

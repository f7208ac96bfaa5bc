using System.Globalization;
using System.Text;
using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>What the detector saw in each row: the pack's state and, for each statistic, the cell that is worst in it.</summary>
internal sealed class ReplayTrace
{
    private const string Head = "t_s,soc_pct,resistance_mV_per_C,noise_mV,worst_cell,worst_mV,drop_cell,drop_permille,"
        + "rise_cell,rise_permille,growth_cell,growth_pct,warm_probe,warm_K,usable_cells,stale,frozen,severity";

    private readonly StringBuilder _text = new(Head + "\n");

    internal void Add(RecordedRow row, RecordingPlayer player)
    {
        AnomalyDetector d = player.Detector;
        (int dropCell, float drop) = Highest(d.Track.Drop_permille);
        (int riseCell, float rise) = Highest(d.Track.Rise_permille);
        (int growthCell, float growth) = Highest([.. Enumerable.Range(0, row.Cell_V.Length).Select(d.Resistance.Growth)]);
        (int probe, float warm_K) = Highest(d.Heat.Deviation_K);
        _text.Append(string.Create(CultureInfo.InvariantCulture,
            $"{row.Time_s:0.###},{d.Pack.Soc_permille / 10:0.00},{d.Pack.Resistance_mV:0.0},{d.Watch.Noise_mV:0.00},"));
        _text.Append(string.Create(CultureInfo.InvariantCulture,
            $"{d.Watch.WorstCell + 1},{d.Watch.Worst_mV:0.0},{dropCell + 1},{drop:0.00},{riseCell + 1},{rise:0.00},"));
        _text.Append(string.Create(CultureInfo.InvariantCulture,
            $"{growthCell + 1},{growth * 100:0.0},{probe + 1},{warm_K:0.0},{d.Gate.UsableCells},"));
        _text.Append(CultureInfo.InvariantCulture, $"{(d.Gate.Stale ? 1 : 0)},{(d.Gate.Frozen ? 1 : 0)},{d.Alarms.Severity}\n");
    }

    internal void Write(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(_text.ToString()));

    private static (int Place, float Value) Highest(float[] values)
    {
        int place = 0;
        for (int i = 1; i < values.Length; i++)
        {
            place = values[i] > values[place] ? i : place;
        }

        return (place, values[place]);
    }
}

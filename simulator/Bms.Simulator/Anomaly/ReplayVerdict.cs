using System.Globalization;
using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>What a recording comes down to: the place that counts and when it was first told, as figures and as a last line.</summary>
internal sealed class ReplayVerdict(RecordedPack pack)
{
    private const int MostOthers = 4;
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;
    private readonly List<Told> _told = [];
    private int _notes;

    /// <summary>One warning or alarm; the cell is -1 where it is about a probe or the pack.</summary>
    private sealed record Told(double Time_s, int Severity, AnomalyType Type, string Place, int Cell)
    {
        // That a reading is missing says least of a cell.
        internal bool TellsOfCell => Cell >= 0 && Type != AnomalyType.Communication;
    }

    /// <summary>Cells that warnings or alarms named, the one that counts first.</summary>
    internal IReadOnlyList<int> Cells => [.. Ranked.Where(told => told.TellsOfCell).Select(told => told.Cell).Distinct()];

    // An alarm counts for more than a warning, a cell for more than a probe, and of those the first: what burns warms its neighbours.
    private IEnumerable<Told> Ranked => _told.OrderByDescending(told => told.Severity).ThenByDescending(told => told.TellsOfCell);

    internal void Add(double time_s, AnomalyAlarm alarm)
    {
        if (alarm.Severity == AnomalyAlarm.Note)
        {
            _notes++;
            return;
        }

        string place = AlarmText.Where(alarm, pack.CellNumbers, pack.ProbeNumbers);
        _told.Add(new Told(time_s, alarm.Severity, alarm.Type, place, AlarmContext.IsOfCell(alarm) ? alarm.Cell : -1));
    }

    /// <summary>The figures, each where there is something to tell, and the line that sums them up.</summary>
    internal void Write(RecordingPlayer player, IReadOnlyList<SuspectCell> ranked, TextWriter output)
    {
        output.WriteLine($"replay.notes = {_notes}");
        output.WriteLine($"replay.warnings = {_told.Count(told => told.Severity == AnomalyAlarm.Warning)}");
        output.WriteLine($"replay.alarms = {_told.Count(told => told.Severity == AnomalyAlarm.Severe)}");
        Write("first_warning", _told.FirstOrDefault(), output);
        Write("first_alarm", _told.FirstOrDefault(told => told.Severity == AnomalyAlarm.Severe), output);
        Write("named", Named(), output);
        output.WriteLine("verdict: " + Sentence(player, ranked));
    }

    // The moment at which the place that counts was first told of.
    private Told? Named() => Ranked.FirstOrDefault() is Told worst ? _told.First(told => told.Place == worst.Place) : null;

    private static void Write(string name, Told? told, TextWriter output)
    {
        if (told != null)
        {
            output.WriteLine(string.Create(s_invariant, $"replay.{name}_s = {told.Time_s:0.###}"));
            output.WriteLine($"replay.{name}_place = {told.Place}");
            output.WriteLine($"replay.{name}_type = {AlarmText.Name(told.Type)}");
        }
    }

    private string Sentence(RecordingPlayer player, IReadOnlyList<SuspectCell> ranked)
    {
        if (Ranked.FirstOrDefault() is not Told worst)
        {
            string noted = _notes == 0 ? "" : _notes == 1 ? ", one note" : $", {_notes} notes";
            int[] odd = [.. ranked.Where(cell => cell.Score >= 1).Take(MostOthers).Select(cell => pack.CellNumbers[cell.Cell])];
            return string.Create(s_invariant, $"no warning and no alarm in {player.Watched_h:0.#} h{noted}")
                + (odd.Length == 0 ? "" : $"; worth a look: cell {string.Join(", cell ", odd)}");
        }

        Told first = Named()!;
        string[] others = [.. Ranked.Select(told => told.Place).Distinct().Where(place => place != worst.Place)];
        string more = others.Length > MostOthers ? $" and {others.Length - MostOthers} more" : "";
        return $"{worst.Place}, {AlarmText.Name(worst.Type)}: {When(first, player)}"
            + (worst.Severity > first.Severity ? $", {When(worst, player)}" : "")
            + (others.Length == 0 ? "" : $"; also {string.Join(", ", others.Take(MostOthers))}{more}");
    }

    private static string When(Told told, RecordingPlayer player) => string.Create(s_invariant,
        $"{(told.Severity == AnomalyAlarm.Severe ? "ALARM" : "warning")} at {told.Time_s:0.###} s")
        + string.Create(s_invariant, $" ({(told.Time_s - player.First_s) / 3600:0.0#} h after the first row)");
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Bms.Simulator.Anomaly;

/// <summary>
/// Reads a recording: t_s,current_A,cell1_V..cellN_V,temp1_degC..tempM_degC[,soc_ref][,pack_V], or of a single cell
/// t_s,current_A,voltage_V[,temperature_degC][,soc_ref]. Empty is missing. Other columns are left alone.
/// </summary>
internal sealed partial class CanonicalCsv
{
    internal const int MostCells = 96;

    private readonly string _path;
    private int _time = -1;
    private int _current = -1;
    private int _pack = -1;
    private int[] _cells = [];
    private int[] _probes = [];
    private int _columns;

    private CanonicalCsv(string path) => _path = path;

    /// <summary>Opens a file and checks its head; rows are read while they are walked through.</summary>
    /// <exception cref="BadInputException">The file, its head or a field is not as it must be.</exception>
    internal static RecordedPack Open(string path)
    {
        var csv = new CanonicalCsv(path);
        string[] head;
        try
        {
            using StreamReader reader = new(path);
            head = (reader.ReadLine() ?? throw new BadInputException(path, "line 1", "is empty, allowed is a line of column names"))
                .TrimStart('\uFEFF').Split(',');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "file", "cannot be read, " + e.Message);
        }

        csv.FindColumns([.. head.Select(name => name.Trim())]);
        return new RecordedPack(csv._cells.Length, csv._probes.Length, csv.Rows());
    }

    private void FindColumns(string[] head)
    {
        _columns = head.Length;
        _time = Array.IndexOf(head, "t_s");
        _current = Array.IndexOf(head, "current_A");
        _pack = Array.IndexOf(head, "pack_V");
        _cells = Numbered(head, CellName());
        _probes = Numbered(head, ProbeName());
        if (_cells.Length == 0 && Array.IndexOf(head, "voltage_V") is var single and >= 0)
        {
            _cells = [single];
            _probes = Array.IndexOf(head, "temperature_degC") is var probe and >= 0 ? [probe] : [];
        }

        string? missing = _time < 0 ? "t_s" : _current < 0 ? "current_A" : _cells.Length == 0 ? "cell1_V or voltage_V" : null;
        if (missing != null)
        {
            throw new BadInputException(_path, "line 1", $"has no column {missing}");
        }

        if (_cells.Length > MostCells || _probes.Length > MostCells)
        {
            throw new BadInputException(_path, "line 1",
                $"has {_cells.Length} cells and {_probes.Length} probes, allowed are 1 to {MostCells} and 0 to {MostCells}");
        }
    }

    // cell1_V, cell2_V, ... must be there without a gap; a gap would shift every name behind it.
    private int[] Numbered(string[] head, Regex name)
    {
        var found = new SortedDictionary<int, int>();
        for (int i = 0; i < head.Length; i++)
        {
            Match match = name.Match(head[i]);
            if (match.Success && !found.TryAdd(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), i))
            {
                throw new BadInputException(_path, "line 1", $"names {head[i]} twice");
            }
        }

        int expected = 1;
        foreach (int number in found.Keys)
        {
            if (number != expected++)
            {
                throw new BadInputException(_path, "line 1", $"names number {number} before {expected - 1} of {name}");
            }
        }

        return [.. found.Values];
    }

    private IEnumerable<RecordedRow> Rows()
    {
        using StreamReader reader = new(_path);
        reader.ReadLine();
        var fields = new string[_columns];
        int line = 1;
        int rows = 0;
        while (reader.ReadLine() is string text)
        {
            line++;
            if (text.Trim().Length == 0)
            {
                continue;
            }

            fields = text.Split(',');
            if (fields.Length != _columns)
            {
                throw new BadInputException(_path, $"line {line}", $"has {fields.Length} fields, allowed are {_columns}");
            }

            double time_s = Number(fields, _time, line);
            if (double.IsNaN(time_s) || Math.Abs(time_s) > 1e12)
            {
                throw new BadInputException(_path, $"line {line}: t_s", $"is '{fields[_time]}', allowed is a number of seconds");
            }

            rows++;
            yield return new RecordedRow(time_s, Number(fields, _current, line),
                Array.ConvertAll(_cells, column => Number(fields, column, line)),
                Array.ConvertAll(_probes, column => Number(fields, column, line)),
                _pack < 0 ? double.NaN : Number(fields, _pack, line));
        }

        if (rows == 0)
        {
            throw new BadInputException(_path, "rows", "are none, allowed is one or more");
        }
    }

    private double Number(string[] fields, int column, int line)
    {
        ReadOnlySpan<char> text = fields[column].AsSpan().Trim();
        if (text.IsEmpty)
        {
            return double.NaN;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            throw new BadInputException(_path, $"line {line}, field {column + 1}", $"is '{text}', allowed is a number or nothing");
        }

        return double.IsFinite(value) ? value : double.NaN;
    }

    [GeneratedRegex(@"^cell([1-9]\d{0,3})_V$")]
    private static partial Regex CellName();

    [GeneratedRegex(@"^temp([1-9]\d{0,3})_degC$")]
    private static partial Regex ProbeName();
}

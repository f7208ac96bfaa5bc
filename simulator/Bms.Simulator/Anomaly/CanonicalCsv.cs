using System.Globalization;
using System.Text.RegularExpressions;
using Bms.Simulator.Measured;

namespace Bms.Simulator.Anomaly;

/// <summary>
/// Reads a recording: t_s,current_A,cell1_V..cellN_V,temp1_degC..tempM_degC[,soc_ref][,pack_V], or of a single cell
/// t_s,current_A,voltage_V[,temperature_degC][,soc_ref]. Empty is missing. Other columns are left alone. Strangers' files are understood
/// where they say what they are: other separators and units in the head, numbers from 0, cells in mV; a current may be missing altogether.
/// </summary>
internal sealed partial class CanonicalCsv
{
    internal const int MostCells = 240;

    private const string Form = "t_s,current_A,cell1_V..cellN_V[,temp1_degC..][,pack_V]";

    // No cell of any chemistry shows 20 V, none that is in use less than 0.2 V.
    private const double HighestCell_V = 20;
    private static readonly string[] s_nothing = ["nan", "null", "none", "n/a", "na", "nil", "-", "--", "#n/a", "invalid", "?"];

    private readonly string _path;
    private readonly ColumnMap _map;
    private readonly int _time;
    private readonly int _current;
    private readonly int _pack;
    private readonly double _packFactor;
    private readonly (int Number, int Column)[] _cells;
    private readonly (int Number, int Column)[] _probes;
    private double _cellFactor = 1;
    private long _read;

    private CanonicalCsv(string path, string head)
    {
        _path = path;
        _map = new ColumnMap(path, head);
        string[] names = [.. head.Split(_map.Separator).Select(name => name.Trim().Trim('"', '\uFEFF'))];
        _time = _map.One(ColumnKind.Time);
        _current = _map.One(ColumnKind.Current);
        _pack = Array.FindIndex(names, name => PackName().IsMatch(name));
        _packFactor = _pack >= 0 && PackName().Match(names[_pack]).Groups["m"].Length > 0 ? 0.001 : 1;
        _cells = Numbered(names, ColumnKind.Voltage);
        _probes = Numbered(names, ColumnKind.Temperature);
        if (_cells.Length == 0 && _map.One(ColumnKind.Voltage) is var single and >= 0)
        {
            _cells = [(1, single)];
        }

        if (_probes.Length == 0 && _map.One(ColumnKind.Temperature) is var probe and >= 0)
        {
            _probes = [(1, probe)];
        }

        string? missing = _time < 0 ? "t_s" : _cells.Length == 0 ? "cell1_V or voltage_V" : null;
        Require(missing == null, "line 1", $"has no column {missing}, allowed is {Form}");
        Require(_cells.Length <= MostCells && _probes.Length <= MostCells, "line 1",
            $"has {_cells.Length} cells and {_probes.Length} probes, allowed are 1 to {MostCells} and 0 to {MostCells}");
    }

    /// <summary>Opens a file and checks its head; rows are read while they are walked through.</summary>
    /// <exception cref="BadInputException">The file, its head or a field is not as it must be.</exception>
    internal static RecordedPack Open(string path)
    {
        CanonicalCsv csv;
        try
        {
            csv = new CanonicalCsv(path, Lines(path).FirstOrDefault().Text
                ?? throw new BadInputException(path, "line 1", "is empty, allowed is a line of column names"));
            csv.FindUnit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "file", "cannot be read, " + e.Message);
        }

        return new RecordedPack(csv._cells.Length, csv._probes.Length, csv.Rows())
        {
            CellNumbers = [.. csv._cells.Select(c => c.Number)],
            ProbeNumbers = [.. csv._probes.Select(p => p.Number)],
            HasCurrent = csv._current >= 0,
            Scaled = csv._cellFactor,
            Share = () => csv._read / (double)Math.Max(1, new FileInfo(path).Length),
        };
    }

    // Lines with a number, without comments, blank ones and those that only repeat a separator.
    private static IEnumerable<(int Line, string Text)> Lines(string path) => File.ReadLines(path)
        .Select((text, i) => (Line: i + 1, Text: text.Trim('\uFEFF', ' ', '\r', '\0')))
        .Where(line => line.Text.Length > 0 && line.Text[0] != '#');

    private (int Number, int Column)[] Numbered(string[] names, ColumnKind kind)
    {
        var found = new SortedDictionary<int, int>();
        for (int i = 0; i < names.Length; i++)
        {
            ColumnName name = _map[i];
            bool isNumbered = name.Kind == kind && (name.Number > 0 || ZeroName().IsMatch(names[i]));
            Require(!isNumbered || found.TryAdd(name.Number, i), "line 1", $"names {names[i]} twice");
        }

        return [.. found.Select(pair => (pair.Key, pair.Value))];
    }

    // Cells under a name in V that stand at thousands are in mV, at tens of thousands in tenths of one.
    private void FindUnit()
    {
        List<double> seen = [];
        foreach ((int line, string text) in Lines(_path).Skip(1).Take(200))
        {
            string[] fields = text.Split(_map.Separator);
            seen.AddRange(_cells.Where(c => c.Column < fields.Length).Select(c => Number(fields, c.Column, line))
                .Where(value => value > 0.2));
        }

        double middle = seen.Count == 0 ? 0 : seen.Order().ElementAt(seen.Count / 2);
        _cellFactor = middle <= HighestCell_V ? 1 : middle <= 1000 * HighestCell_V ? 0.001 : 0.0001;
    }

    private IEnumerable<RecordedRow> Rows()
    {
        int rows = 0;
        int cut = 0;
        _read = 0;
        foreach ((int line, string text) in Lines(_path).Skip(1))
        {
            string[] fields = text.Split(_map.Separator);

            // A recorder that loses its power ends in the middle of a line; in the middle of a file the rest would be shifted.
            Require(cut == 0, $"line {cut}", $"has too few fields, allowed are {_map.Count}");
            if (fields.Length != _map.Count)
            {
                Require(fields.Length < _map.Count && rows > 0, $"line {line}", $"has {fields.Length} fields, allowed are {_map.Count}");
                cut = line;
                continue;
            }

            double time_s = _map[_time].Read(fields[_time]);
            Require(Math.Abs(time_s) <= 1e12, $"line {line}: t_s", $"is '{Shown(fields[_time])}', allowed is a number of seconds");
            rows++;
            _read += text.Length + 1;
            yield return new RecordedRow(time_s, _current < 0 ? double.NaN : Number(fields, _current, line),
                Array.ConvertAll(_cells, c => _cellFactor * Number(fields, c.Column, line)),
                Array.ConvertAll(_probes, p => Number(fields, p.Column, line)),
                _pack < 0 ? double.NaN : _packFactor * Number(fields, _pack, line));
        }

        Require(rows > 0, "rows", "are none, allowed is one or more");
    }

    private double Number(string[] fields, int column, int line)
    {
        // A big file has fifty million fields: what is a number is not asked for anything else.
        ReadOnlySpan<char> text = fields[column].AsSpan().Trim().Trim('"');
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            bool isNothing = text.Length == 0 || s_nothing.Contains(text.ToString(), StringComparer.OrdinalIgnoreCase);
            Require(isNothing, $"line {line}, field {column + 1}", $"is '{Shown(text.ToString())}', allowed is a number or nothing");
            return double.NaN;
        }

        ColumnName name = _map[column];
        return !double.IsFinite(value) ? double.NaN : name.Kind == ColumnKind.Other ? value : (value * name.Factor) + name.Plus;
    }

    private static string Shown(string text) => text.Length <= 30 ? text : text[..30] + "...";

    private void Require(bool holds, string field, string what)
    {
        if (!holds)
        {
            throw new BadInputException(_path, field, what);
        }
    }

    [GeneratedRegex(@"(^|\D)0+(\D|$)")]
    private static partial Regex ZeroName();

    [GeneratedRegex(@"^(pack|stack|total|bus|battery)[ _-]?(voltage[ _-]?)?[\[(]?(?<m>m)?v(olts)?[\])]?$", RegexOptions.IgnoreCase)]
    private static partial Regex PackName();
}

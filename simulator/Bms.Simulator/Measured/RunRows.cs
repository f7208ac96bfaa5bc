using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>Collects the rows of a run: keeps what can be used, in order of time, and the charge of what cannot.</summary>
internal sealed class RunRows
{
    private const double Highest_V = 10.0, Lowest_V = -5.0, Highest_A = 1e4, Coldest_C = -60.0, Hottest_C = 150.0;

    private const double TimesUsual = 8.0, Unmoved_V = 0.03;

    // A clock that begins again is one that runs on: so near its first time, after so many rows.
    private const double NearStart = 0.02;
    private const int EnoughRows = 20;

    private readonly List<Row> _rows = [];
    private double _added_s;

    /// <summary>Rows with time, current and voltage.</summary>
    public int Count => _rows.Count(row => !double.IsNaN(row.Voltage_V));

    /// <summary>Rows with the time of the row before them.</summary>
    public int SameTime { get; private set; }

    /// <summary>Rows that were left out.</summary>
    public int Dropped { get; private set; }

    /// <summary>Rows that stood before an earlier one.</summary>
    public int OutOfOrder { get; private set; }

    public void Add(double time_s, double current_A, double voltage_V, double temperature_C, double soc)
    {
        if (!(voltage_V is > Lowest_V and < Highest_V)) voltage_V = double.NaN;
        if (!(temperature_C is > Coldest_C and < Hottest_C)) temperature_C = double.NaN;
        if (!(soc is > -0.2 and < 1.2)) soc = double.NaN;
        bool usable = !double.IsNaN(time_s) && Math.Abs(current_A) <= Highest_A;
        if (!usable || double.IsNaN(voltage_V)) Dropped++;
        if (!usable) return;
        time_s += _added_s;
        if (BeginsAgain(time_s))
        {
            double next_s = _rows[^1].Time_s + Math.Max(0.0, _rows[^1].Time_s - _rows[^2].Time_s);
            _added_s += next_s - time_s;
            time_s = next_s;
            Restarts++;
        }

        if (_rows.Count > 0 && time_s < _rows[^1].Time_s) OutOfOrder++;
        if (_rows.Count > 0 && time_s == _rows[^1].Time_s) SameTime++;
        _rows.Add(new Row(time_s, current_A, voltage_V, temperature_C, soc));
    }

    /// <summary>How often the clock began again.</summary>
    public int Restarts { get; private set; }

    private bool BeginsAgain(double time_s)
    {
        if (_rows.Count < EnoughRows || time_s >= _rows[^1].Time_s) return false;
        double first_s = _rows[0].Time_s + _added_s, passed_s = _rows[^1].Time_s - first_s;
        return passed_s > 0.0 && time_s - first_s <= NearStart * passed_s;
    }

    public MeasuredRun Build(string name, double? ambient_C, double room_C)
    {
        Despike();
        List<Row> rows = WithCharge(OutOfOrder > 0 ? [.. _rows.OrderBy(row => row.Time_s)] : _rows);
        double[] temperature_C = [.. rows.Select(row => row.Temperature_C)];
        double[] soc = [.. rows.Select(row => row.Soc)];
        bool warm = temperature_C.Count(t => !double.IsNaN(t)) >= rows.Count / 2;
        if (warm) Fill(temperature_C);
        return new MeasuredRun
        {
            Name = name,
            Time_s = [.. rows.Select(row => row.Time_s)],
            Current_A = [.. rows.Select(row => row.Current_A)],
            Voltage_V = [.. rows.Select(row => row.Voltage_V)],
            Temperature_C = warm ? temperature_C : null,
            SocRef = soc.Any(s => !double.IsNaN(s)) ? soc : null,
            Ambient_C = ambient_C ?? (warm ? temperature_C[0] : room_C),
        };
    }

    // One reading of the current far beyond its neighbours, to which the voltage does not move, was none.
    private void Despike()
    {
        if (_rows.Count < 3) return;
        double[] sizes = [.. _rows.Select(row => Math.Abs(row.Current_A)).Order()];
        double usual_A = sizes[(int)(0.95 * (sizes.Length - 1))];
        for (int i = 1; i < _rows.Count - 1; i++)
        {
            (Row before, Row now, Row after) = (_rows[i - 1], _rows[i], _rows[i + 1]);
            double beside_A = Math.Max(Math.Max(Math.Abs(before.Current_A), Math.Abs(after.Current_A)), usual_A);
            bool moves = !(Math.Abs(now.Voltage_V - before.Voltage_V) < Unmoved_V && Math.Abs(now.Voltage_V - after.Voltage_V) < Unmoved_V);
            if (moves || usual_A == 0.0 || Math.Abs(now.Current_A) < TimesUsual * beside_A) continue;
            _rows[i] = now with { Current_A = 0.5 * (before.Current_A + after.Current_A) };
            Dropped++;
        }
    }

    // A row without a voltage goes, its charge stays: the next row's current becomes the mean over both intervals.
    private static List<Row> WithCharge(List<Row> rows)
    {
        List<Row> kept = [];
        (double charge_C, double last_s) = (0.0, rows[0].Time_s);
        foreach (Row row in rows)
        {
            charge_C += row.Current_A * (row.Time_s - last_s);
            last_s = row.Time_s;
            if (double.IsNaN(row.Voltage_V)) continue;
            double duration_s = kept.Count > 0 ? row.Time_s - kept[^1].Time_s : 0.0;
            kept.Add(duration_s > 0.0 ? row with { Current_A = charge_C / duration_s } : row);
            charge_C = 0.0;
        }

        return kept;
    }

    // What is missing in between is what was last seen; at the beginning what is seen first.
    private static void Fill(double[] values)
    {
        double last = values.First(value => !double.IsNaN(value));
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) values[i] = last;
            last = values[i];
        }
    }

    private readonly record struct Row(double Time_s, double Current_A, double Voltage_V, double Temperature_C, double Soc);
}

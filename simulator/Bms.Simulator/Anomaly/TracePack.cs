namespace Bms.Simulator.Anomaly;

/// <summary>
/// What must be known of a pack to lay a fault over its trace: state of charge (counted from the first open-circuit voltage), resistance
/// (regression of steps of the median on steps of the current, both means of a minute, because recorded cells and currents are sampled at
/// different moments), the surroundings (low envelope of the probes). Learned from the rows.
/// </summary>
internal sealed class TracePack(int[] ocv_mV, double capacity_Ah)
{
    /// <summary>Resistance before any step has been seen: 100 mV at 1 C, as the detector begins.</summary>
    private const double First_V_per_C = 0.1;

    /// <summary>Rows further apart than this in s carry no charge that anybody counted.</summary>
    private const double Gap_s = 600;

    private const double Window_s = 60;

    private double _products;
    private double _squares;
    private double _median_V = double.NaN;
    private double _current_A;
    private double _last_s;
    private double _windowEnd_s = double.NaN;
    private int _samples;
    private double _sum_V;
    private double _sum_A;
    private double _mean_V = double.NaN;
    private double _mean_A;

    internal double Capacity_Ah => capacity_Ah;

    /// <summary>State of charge, 0 to 1.</summary>
    internal double Soc { get; private set; } = double.NaN;

    /// <summary>Length in s of the interval that ended at the last row; 0 after a gap.</summary>
    internal double Step_s { get; private set; }

    internal double Current_A => _current_A;

    internal double Surroundings_degC { get; private set; } = double.NaN;

    internal double Resistance_ohm => _squares > 0 ? Math.Clamp(_products / _squares, 0.2 * First_ohm, 5 * First_ohm) : First_ohm;

    private double First_ohm => First_V_per_C / capacity_Ah;

    /// <summary>Takes the next row.</summary>
    internal void Pass(RecordedRow row)
    {
        double[] seen = [.. row.Cell_V.Where(v => v is > 1.5 and < 5).Order()];
        double current_A = double.IsNaN(row.Current_A) ? _current_A : row.Current_A;
        double step_s = row.Time_s - _last_s;
        bool follows = !double.IsNaN(_median_V) && step_s is > 0 and <= Gap_s;
        Step_s = follows ? step_s : 0;
        _last_s = row.Time_s;
        if (seen.Length > 0)
        {
            _median_V = seen[seen.Length / 2];
            Gather(row.Time_s, follows, current_A);
        }

        _current_A = current_A;
        Soc = double.IsNaN(Soc) && !double.IsNaN(_median_V) ? SocAt(_median_V - (current_A * Resistance_ohm))
            : Math.Clamp(Soc + (current_A * Step_s / 3600 / capacity_Ah), 0, 1);
        Breathe(row.Temperature_degC);
    }

    private void Gather(double time_s, bool follows, double current_A)
    {
        if (!follows || double.IsNaN(_windowEnd_s))
        {
            _mean_V = double.NaN;
            Open(time_s);
        }

        _sum_V += _median_V;
        _sum_A += current_A;
        _samples++;
        if (time_s >= _windowEnd_s)
        {
            double mean_V = _sum_V / _samples;
            double mean_A = _sum_A / _samples;
            double move_A = mean_A - _mean_A;
            if (!double.IsNaN(_mean_V) && Math.Abs(move_A) > 0.05 * capacity_Ah)
            {
                _products += move_A * (mean_V - _mean_V);
                _squares += move_A * move_A;
            }

            (_mean_V, _mean_A) = (mean_V, mean_A);
            Open(time_s);
        }
    }

    private void Open(double time_s)
    {
        _windowEnd_s = time_s + Window_s;
        (_sum_V, _sum_A, _samples) = (0, 0, 0);
    }

    // A probe is warmer than its surroundings or as warm; they follow upwards over half a day.
    private void Breathe(double[] probe_degC)
    {
        double[] seen = [.. probe_degC.Where(t => t is > -45 and < 100)];
        if (seen.Length > 0)
        {
            double coldest_degC = seen.Min();
            double before = double.IsNaN(Surroundings_degC) ? coldest_degC : Surroundings_degC;
            Surroundings_degC = coldest_degC < before ? coldest_degC : before + ((coldest_degC - before) * Math.Min(1, Step_s / 43_200));
        }
    }

    /// <summary>Open-circuit voltage in V at a state of charge, held to 0..1.</summary>
    internal double Ocv_V(double soc)
    {
        double place = Math.Clamp(soc, 0, 1) * (ocv_mV.Length - 1);
        int left = Math.Min((int)place, ocv_mV.Length - 2);
        return (ocv_mV[left] + ((ocv_mV[left + 1] - ocv_mV[left]) * (place - left))) / 1000;
    }

    private double SocAt(double volts)
    {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 40; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Ocv_V(middle) < volts ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}

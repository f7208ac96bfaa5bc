namespace Bms.World.Fitting;

/// <summary>What a cell of the world does with the current of a measured run, beside what was measured.</summary>
public sealed record RunReplay
{
    /// <summary>The run.</summary>
    public required MeasuredRun Run { get; init; }

    /// <summary>Where it starts.</summary>
    public required RunStart Start { get; init; }

    /// <summary>Voltage between the taps at each row, in V.</summary>
    public required double[] Voltage_V { get; init; }

    /// <summary>Temperature of the surface at each row, in degC.</summary>
    public required double[] Surface_C { get; init; }

    /// <summary>State of charge at each row.</summary>
    public required double[] Soc { get; init; }

    /// <summary>Share of the time in which a table of the cell was extrapolated, 0..1.</summary>
    public required double ExtrapolatedShare { get; init; }

    /// <summary>First row at which a table was extrapolated, and why; -1 where none was.</summary>
    public required int ExtrapolatedFrom { get; init; }

    /// <summary>Why, at that row.</summary>
    public required Extrapolation ExtrapolatedWhy { get; init; }

    /// <summary>Heat transfer to ambient, in W/m2/K.</summary>
    public required double Convection_W_per_m2K { get; init; }

    /// <summary>Root of the mean squared error of the voltage, weighted by time.</summary>
    public double Rmse_mV => 1e3 * Rms(Voltage_V, Run.Voltage_V);

    /// <summary>Largest error of the voltage.</summary>
    public double Peak_mV => 1e3 * Largest(Voltage_V, Run.Voltage_V);

    /// <summary>Root of the mean squared error of the temperature; not a number where none was measured.</summary>
    public double Rmse_K => Run.Temperature_C is null ? double.NaN : Rms(Surface_C, Run.Temperature_C);

    /// <summary>Largest error of the temperature; not a number where none was measured.</summary>
    public double Peak_K => Run.Temperature_C is null ? double.NaN : Largest(Surface_C, Run.Temperature_C);

    /// <summary>Drives one cell of a pack, the same one that the firmware is tested with, along a run.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="run">What was measured.</param>
    /// <param name="start">State of charge at the first row and zero error of the current.</param>
    /// <param name="step_ms">Grid of the integration; coarser is faster.</param>
    /// <param name="convection_W_per_m2K">Heat transfer to ambient; null: as on the stand where the cell was measured.</param>
    public static RunReplay Of(
        CellSpec cell, MeasuredRun run, RunStart start, int step_ms = 100, double? convection_W_per_m2K = null)
    {
        Pack pack = new(new PackSpec
        {
            Cell = cell,
            SeriesCells = 1,
            InitialSoc = Math.Clamp(start.Soc, 0.0, 1.0),
            Ambient_C = Math.Clamp(run.Ambient_C, -60.0, 100.0),
            Convection_W_per_m2K = convection_W_per_m2K ?? cell.StandConvection_W_per_m2K,

            // The measured current flows whatever it takes: 280 A through the shunt of a small pack would ask for more than a cell has.
            BusbarResistance_ohm = 0.0,
            ShuntResistance_ohm = 0.0,
            SwitchResistance_ohm = 0.0,
            CapacitySigma = 0.0,
            ResistanceSigma = 0.0,
            Step_ms = step_ms,
        })
        {
            ChargeSwitch = true,
            DischargeSwitch = true,
        };
        double[] voltage_V = new double[run.Rows], surface_C = new double[run.Rows], soc = new double[run.Rows];
        double extrapolated_s = 0.0;
        (int from, Extrapolation why) = (-1, Extrapolation.None);
        for (int row = 0; row < run.Rows; row++)
        {
            pack.Load.SetCurrent_A(-(run.Current_A[row] + start.Offset_A));
            pack.AdvanceTo((long)Math.Round((run.Time_s[row] - run.Time_s[0]) * 1e6));
            (voltage_V[row], surface_C[row], soc[row]) = (pack.CellVoltage_V(0), pack.CellSurface_C(0), pack.Soc(0));
            if (pack.Extrapolated(0) == Extrapolation.None) continue;
            extrapolated_s += run.Duration_s(row);
            if (from < 0) (from, why) = (row, pack.Extrapolated(0));
        }

        double total_s = Math.Max(1e-9, run.Time_s[^1] - run.Time_s[0]);
        return new RunReplay
        {
            Run = run, Start = start, Voltage_V = voltage_V, Surface_C = surface_C, Soc = soc,
            ExtrapolatedShare = extrapolated_s / total_s, ExtrapolatedFrom = from, ExtrapolatedWhy = why,
            Convection_W_per_m2K = pack.Spec.Convection_W_per_m2K,
        };
    }

    private double Rms(double[] model, double[] measured)
    {
        double sum = 0.0;
        double weight = 0.0;
        for (int row = 1; row < Run.Rows; row++)
        {
            double duration_s = Run.Duration_s(row);
            double error = model[row] - measured[row];
            sum += duration_s * error * error;
            weight += duration_s;
        }

        return weight > 0.0 ? Math.Sqrt(sum / weight) : Math.Abs(model[0] - measured[0]);
    }

    private static double Largest(double[] model, double[] measured)
    {
        double largest = 0.0;
        for (int row = 0; row < model.Length; row++) largest = Math.Max(largest, Math.Abs(model[row] - measured[row]));
        return largest;
    }
}

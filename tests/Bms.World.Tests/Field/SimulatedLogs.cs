using Bms.World.Field;
using Bms.World.Numerics;

namespace Bms.World.Tests.Field;

/// <summary>What is wrong with the cells of a simulated pack; the rest is healthy.</summary>
internal sealed record Truth
{
    public int Cells { get; init; } = 8;

    public double Hours { get; init; } = 5.0;

    public ulong Seed { get; init; } = 1;

    /// <summary>Standard deviation of what a channel reads, in V, before it is rounded to 1 mV.</summary>
    public double Noise_V { get; init; } = 0.001;

    /// <summary>Cell, counted from 0, and factor of its capacity.</summary>
    public Dictionary<int, double> Capacity { get; init; } = [];

    public Dictionary<int, double> Resistance { get; init; } = [];

    public Dictionary<int, double> Offset_V { get; init; } = [];

    /// <summary>Resistance that discharges a cell.</summary>
    public Dictionary<int, double> Short_ohm { get; init; } = [];

    /// <summary>Current in A at a second of the log, positive = charge.</summary>
    public Func<int, double> Current_A { get; init; } = Drive;

    /// <summary>State of charge at the start.</summary>
    public double InitialSoc { get; init; } = 0.95;

    // Four legs of driving with pulses and feedback, rests between them, then a charge: 80 % of a 5 Ah cell in four hours.
    private static double Drive(int second)
    {
        int hour = second / 3600, within = second % 3600;
        if (hour % 5 == 4) return within < 2700 ? 2.5 : 0.0;
        if (within >= 1530) return 0.0;
        return (within / 15 % 6) switch { 0 => -6.0, 1 => -2.0, 2 => -4.0, 3 => 1.5, 4 => -0.5, _ => -3.0 };
    }
}

/// <summary>Records simulated packs whose cells are known.</summary>
internal static class SimulatedLogs
{
    private const int Period_s = 2;

    /// <summary>A pack that is made, driven and recorded every two seconds.</summary>
    public static FieldLog Record(Truth truth)
    {
        Pack pack = new(new PackSpec
        {
            SeriesCells = truth.Cells, InitialSoc = truth.InitialSoc, Seed = truth.Seed, SocSigma = 0.003, Step_ms = 1000,
        })
        {
            ChargeSwitch = true,
            DischargeSwitch = true,
        };
        foreach ((int cell, double factor) in truth.Capacity) pack.SetCapacityFactor(cell, factor);
        foreach ((int cell, double factor) in truth.Resistance) pack.SetResistanceFactor(cell, factor);
        foreach ((int cell, double ohm) in truth.Short_ohm) pack.SetInternalShort_ohm(cell, ohm);
        int rows = (int)(truth.Hours * 3600.0) / Period_s;
        SeededRandom[] noise = [.. Enumerable.Range(0, truth.Cells).Select(cell => new SeededRandom(truth.Seed, $"channel {cell}"))];
        double[] current_A = new double[rows], time_s = new double[rows], temperature_C = new double[rows];
        float[][] cell_V = [.. Enumerable.Range(0, truth.Cells).Select(_ => new float[rows])];
        for (int row = 0; row < rows; row++)
        {
            (time_s[row], current_A[row]) = (row * Period_s, truth.Current_A(row * Period_s));
            pack.Load.SetCurrent_A(-current_A[row]);
            pack.AdvanceTo(row * Period_s * TestPacks.Second_us);
            temperature_C[row] = pack.CellSurface_C(truth.Cells / 2);
            for (int cell = 0; cell < truth.Cells; cell++)
            {
                double noise_V = truth.Noise_V * noise[cell].NextNormal();
                double read_V = pack.CellVoltage_V(cell) + truth.Offset_V.GetValueOrDefault(cell) + noise_V;
                cell_V[cell][row] = (float)(Math.Round(read_V * 1000.0) / 1000.0);
            }
        }

        return new FieldLog
        {
            Name = "simulated", Time_s = time_s, Current_A = current_A, Cell_V = cell_V, Temperature_C = [temperature_C],
        };
    }
}

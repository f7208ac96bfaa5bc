using Bms.World;
using Bms.World.Numerics;

namespace Bms.Simulator.Anomaly;

/// <summary>
/// A pack of the virtual world that drives, stands and charges by chance, seen through a board's sensors. Every draw comes from streams
/// of its own, named by the seed: the same episode is the same on each machine and in each order.
/// </summary>
internal sealed class EpisodePack
{
    internal const int Probes = 4;

    private readonly SeededRandom _life;
    private readonly SeededRandom _noise;
    private readonly double[] _cellOffset_mV;
    private readonly double[] _probeOffset_K;
    private readonly double _currentGain;
    private readonly double _currentOffset_A;
    private readonly double _capacity_Ah;
    private readonly double _full_V;
    private double _phaseEnd_s;
    private double _levelEnd_s;
    private double _level_C;
    private int _phase = 2;

    internal EpisodePack(EpisodeSetup setup, ulong seed)
    {
        _life = new SeededRandom(seed, "life");
        _noise = new SeededRandom(seed, "sensors");
        FaultNoise = new SeededRandom(seed, "noise of a fault");
        CellSpec cell = setup.WorldCell;
        _capacity_Ah = cell.Capacity_Ah;
        _full_V = cell.Ocv_V[^1] - 0.02;
        Setup = setup;
        World = new Pack(new PackSpec
        {
            Cell = cell, SeriesCells = setup.Cells, Seed = seed, Step_ms = 1000, Ambient_C = setup.Ambient_C,
            InitialSoc = setup.InitialSoc, CapacitySigma = setup.CapacitySigma, ResistanceSigma = setup.ResistanceSigma,
            SocSigma = setup.SocSigma,
        });
        World.ChargeSwitch = true;
        World.DischargeSwitch = true;
        _cellOffset_mV = Draw(setup.Cells, setup.Board.CellOffset_mV);
        _probeOffset_K = Draw(Probes, 0.4);
        _currentGain = 1 + (setup.Board.CurrentGain * _noise.NextNormal());
        _currentOffset_A = setup.Board.CurrentOffset_C * _capacity_Ah * _noise.NextNormal();
    }

    internal EpisodeSetup Setup { get; }

    /// <summary>What a channel that has become noisy adds, from sample to sample without a memory.</summary>
    internal SeededRandom FaultNoise { get; }

    internal Pack World { get; }

    /// <summary>What the sensors showed when the fault began.</summary>
    internal RecordedRow? OnsetRow { get; set; }

    internal double Time_s { get; private set; }

    internal double Capacity_Ah => _capacity_Ah;

    /// <summary>What the current sensor adds in A while nothing is wrong with it.</summary>
    internal double CurrentOffset_A => _currentOffset_A;

    /// <summary>True while a charge has ended less than two hours ago, and since when in s.</summary>
    internal double SinceCharge_s { get; private set; } = 1e9;

    /// <summary>Time spent driving, in s: the current swings there, and nowhere else.</summary>
    internal double Driven_s { get; private set; }

    /// <summary>True while the pack neither drives nor charges.</summary>
    internal bool Stands => _phase is 1 or 3;

    /// <summary>Voltage of the cell that is lowest now, and the lowest that one has had when the pack was looked at.</summary>
    internal double LowestCell_V => Enumerable.Range(0, Setup.Cells).Min(World.CellVoltage_V);

    internal double Lowest_V { get; private set; } = double.PositiveInfinity;

    /// <summary>Cell whose temperature a probe shows.</summary>
    internal int ProbedCell(int probe) => probe * Setup.Cells / Probes;

    /// <summary>Moves the world by one period; whoever does not live stays as he is, or a load would go on for a night.</summary>
    internal void Advance(double period_s, bool live = true)
    {
        if (live)
        {
            Live();
        }

        Time_s += period_s;
        SinceCharge_s += period_s;
        Driven_s += live && _phase == 0 ? period_s : 0;
        World.AdvanceTo((long)(Time_s * 1e6));
    }

    /// <summary>What the sensors show now.</summary>
    internal RecordedRow Look()
    {
        var cell_V = new double[Setup.Cells];
        double sum_V = 0;
        for (int i = 0; i < cell_V.Length; i++)
        {
            double true_V = World.CellVoltage_V(i);
            sum_V += true_V;
            Lowest_V = Math.Min(Lowest_V, true_V);
            double seen_mV = (true_V * 1000) + _cellOffset_mV[i] + (Setup.Board.CellNoise_mV * _noise.NextNormal());
            cell_V[i] = Math.Round(seen_mV) / 1000;
        }

        var probe_degC = new double[Probes];
        for (int i = 0; i < Probes; i++)
        {
            double seen = World.CellSurface_C(ProbedCell(i)) + _probeOffset_K[i] + (0.05 * _noise.NextNormal());
            probe_degC[i] = Math.Round(seen / Setup.Board.ProbeResolution_K) * Setup.Board.ProbeResolution_K;
        }

        double current_A = (World.Current_A * _currentGain) + _currentOffset_A + (0.001 * _capacity_Ah * _noise.NextNormal());
        return new RecordedRow(Time_s, current_A, cell_V, probe_degC, sum_V + (Setup.Board.BusNoise_mV * _noise.NextNormal() / 1000));
    }

    // Drive, stand, charge, stand: the order of a vehicle's day, with lengths and currents by chance.
    private void Live()
    {
        double soc = World.Soc(0);
        bool full = soc > Setup.ChargeTo || World.CellVoltage_V(0) > _full_V;
        bool ends = Time_s >= _phaseEnd_s || (_phase == 2 && full) || (_phase == 0 && (soc < 0.2 || LowestCell_V < Setup.Empty_V));
        if (ends)
        {
            SinceCharge_s = _phase == 2 ? 0 : SinceCharge_s;
            _phase = (_phase + 1) % 4;
            double hours = _phase switch { 0 => 0.5 + _life.NextUniform(), 2 => 8, _ => Setup.Idleness * (1 + (3 * _life.NextUniform())) };
            _phaseEnd_s = Time_s + (hours * 3600);
            _level_C = _phase == 2 ? -(0.2 + (0.3 * _life.NextUniform())) : 0;
            _levelEnd_s = _phase == 0 ? 0 : double.PositiveInfinity;
            World.Load.SetCurrent_A(_level_C * _capacity_Ah);
        }

        if (_phase == 0 && Time_s >= _levelEnd_s)
        {
            double draw = _life.NextUniform();
            _level_C = draw < 0.25 ? 0.01 : draw < 0.4 ? -0.3 * _life.NextUniform() : Setup.Haste * (0.1 + (0.9 * _life.NextUniform()));
            _levelEnd_s = Time_s + 10 + (60 * _life.NextUniform());
            World.Load.SetCurrent_A(_level_C * _capacity_Ah);
        }
    }

    private double[] Draw(int count, double sigma)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = sigma * _noise.NextNormal();
        }

        return values;
    }
}

using Bms.World.SecondLevel;

namespace Bms.World;

/// <summary>A pack of equal cells in series and in parallel, with the spread that its makers left in it.</summary>
public sealed record PackSpec
{
    internal const double HighestConvection_W_per_m2K = 500.0;

    /// <summary>The type of cell.</summary>
    public CellSpec Cell { get; init; } = CellSpec.LgM50();

    /// <summary>Cells in series, 1..256.</summary>
    public int SeriesCells { get; init; } = 4;

    /// <summary>
    /// Cells in parallel in each place of the series, 1..64, all of full size: a 16S4P pack of 5 Ah cells has 20 Ah. Every one has its own
    /// spread and its own link.
    /// </summary>
    public int ParallelCells { get; init; } = 1;

    /// <summary>State of charge at the start, 0..1.</summary>
    public double InitialSoc { get; init; } = 0.5;

    /// <summary>Temperature of the surroundings and, at the start, of the cells, -60..100 degC.</summary>
    public double Ambient_C { get; init; } = 25.0;

    /// <summary>
    /// Heat transfer from the cells' surfaces to ambient, 0..500 W/m2/K: still air 5-10, fan 15-30, cold plate above 100.
    /// </summary>
    public double Convection_W_per_m2K { get; init; } = 10.0;

    /// <summary>
    /// Standard deviation of the capacity as a fraction of it, 0..0.1. Default: 0.17 %, new cells of one batch
    /// (Wildfeuer and Lienkamp 2021, 600 cells). A mixed batch has 1-2 %.
    /// </summary>
    public double CapacitySigma { get; init; } = 0.0017;

    /// <summary>
    /// Standard deviation of all resistances of a cell as a fraction, 0..0.2. Default: 0.45 % (same source). A mixed batch has 5-10 %.
    /// </summary>
    public double ResistanceSigma { get; init; } = 0.0045;

    /// <summary>Standard deviation of the initial SoC in units of SoC (0.01 = one per cent of capacity), 0..0.1.</summary>
    public double SocSigma { get; init; }

    /// <summary>Resistance of the link that belongs to each cell, inside its tap voltage: busbar and both joints, 0..0.1 ohm.</summary>
    public double BusbarResistance_ohm { get; init; } = 0.0003;

    /// <summary>
    /// Standard deviation of a link's resistance as a fraction of it, 0..1; each joint has its own. Spot welds and bolted joints spread
    /// by some ten per cent.
    /// </summary>
    public double JointSigma { get; init; }

    /// <summary>
    /// Conductance between the surfaces of two neighbours, 0 to a tenth of a surface's heat capacity a second, in W/K; null = that of the
    /// cell's file, cells in a holder. Cells that touch have some 0.5, with a filler between them some 2.
    /// </summary>
    public double? ToNeighbour_W_per_K { get; init; }

    /// <summary>
    /// Standard deviation of the pace at which cells age, as a fraction, 0..0.5. Baumhoefer et al. 2014 saw 48 equal cells under equal
    /// load spread by about a tenth of their loss and more.
    /// </summary>
    public double AgeingSigma { get; init; }

    /// <summary>Whether cells age while the pack runs; a life behind them comes with <see cref="Pack.Age"/>.</summary>
    public bool Ages { get; init; }

    /// <summary>Whether the potential of the graphite is computed, where the cell's file knows it.</summary>
    public bool Plating { get; init; }

    /// <summary>Resistance of the current shunt between stack and switches, 0..1 ohm.</summary>
    public double ShuntResistance_ohm { get; init; } = 0.010;

    /// <summary>Both switches together when closed, 0..1 ohm.</summary>
    public double SwitchResistance_ohm { get; init; } = 0.004;

    /// <summary>Forward voltage of a body diode, 0..2 V.</summary>
    public double BodyDiode_V { get; init; } = 0.7;

    /// <summary>
    /// Whether the switches are contactors: an open one interrupts both directions. Else they are transistors back to back, and an open
    /// one leaves its body diode.
    /// </summary>
    public bool Contactors { get; init; }

    /// <summary>For how long the contacts of each switch bounce after closing, 0..50 ms; 0 for transistors.</summary>
    public double Bounce_ms { get; init; }

    /// <summary>Resistor that the precharge switch puts around the discharge switch, 0..100,000 ohm; 0 = there is none.</summary>
    public double PrechargeResistance_ohm { get; init; }

    /// <summary>Capacitor across the load, behind the switches, 0..1 F; 0 = there is none. It begins empty.</summary>
    public double LoadCapacitance_F { get; init; }

    /// <summary>Protector, fuse and thermal cut-off between the cells and everything else; null = the cells are wired through.</summary>
    public SafetyPathSpec? Safety { get; init; }

    /// <summary>Grid of the integration, 1..1000 ms.</summary>
    public int Step_ms { get; init; } = 100;

    /// <summary>The one seed of everything random in the pack.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Throws <see cref="ArgumentException"/> that names the first field out of its range.</summary>
    public void Validate()
    {
        Cell.Validate();
        Allowed.Between(nameof(SeriesCells), SeriesCells, 1, 256);
        Allowed.Between(nameof(ParallelCells), ParallelCells, 1, 64);
        Allowed.Between(nameof(InitialSoc), InitialSoc, 0, 1);
        Allowed.Between(nameof(Ambient_C), Ambient_C, -60, 100);
        Allowed.Between(nameof(Convection_W_per_m2K), Convection_W_per_m2K, 0, HighestConvection_W_per_m2K);
        Allowed.Between(nameof(CapacitySigma), CapacitySigma, 0, 0.1);
        Allowed.Between(nameof(ResistanceSigma), ResistanceSigma, 0, 0.2);
        Allowed.Between(nameof(SocSigma), SocSigma, 0, 0.1);
        Allowed.Between(nameof(BusbarResistance_ohm), BusbarResistance_ohm, 0, 0.1);
        Allowed.Between(nameof(JointSigma), JointSigma, 0, 1);
        Allowed.Between(nameof(AgeingSigma), AgeingSigma, 0, 0.5);
        if (ToNeighbour_W_per_K is { } link) Allowed.Between(nameof(ToNeighbour_W_per_K), link, 0, 0.1 * Cell.Thermal.Surface_J_per_K);
        Allowed.Between(nameof(ShuntResistance_ohm), ShuntResistance_ohm, 0, 1);
        Allowed.Between(nameof(SwitchResistance_ohm), SwitchResistance_ohm, 0, 1);
        Allowed.Between(nameof(BodyDiode_V), BodyDiode_V, 0, 2);
        Allowed.Between(nameof(Bounce_ms), Bounce_ms, 0, 50);
        Allowed.Between(nameof(PrechargeResistance_ohm), PrechargeResistance_ohm, 0, 1e5);
        Allowed.Between(nameof(LoadCapacitance_F), LoadCapacitance_F, 0, 1);
        Allowed.Between(nameof(Step_ms), Step_ms, 1, 1000);
    }
}

using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Report;

/// <summary>
/// The quantities that a run's report plots, as one row of numbers a look. What the firmware may not use is not a number.
/// </summary>
internal sealed class RunChannels(int cells, int probes)
{
    public const int Current_A = 0, TrueCurrent_A = 1, ChargeLimit_A = 2, DischargeLimit_A = 3, HottestCore_C = 4, Ambient_C = 5,
        Soc_pct = 6, TrueSoc_pct = 7, SocLow_pct = 8, SocHigh_pct = 9, SocError_pct = 10, SocBand_pct = 11, SocBandBelow_pct = 12,
        LowestCell_V = 13, HighestCell_V = 14, TrueLowestCell_V = 15, TrueHighestCell_V = 16;

    private const int Fixed = 17, PerCell = 3;

    /// <summary>Cells in series.</summary>
    public int Cells => cells;

    /// <summary>Temperature probes.</summary>
    public int Probes => probes;

    /// <summary>Numbers in a row.</summary>
    public int Count => Fixed + PerCell * cells + probes;

    /// <summary>Place of a cell's measured voltage in V, cell from 0.</summary>
    public static int Cell_V(int cell) => Fixed + PerCell * cell;

    /// <summary>Place of a cell's measured minus its true voltage in mV.</summary>
    public static int CellError_mV(int cell) => Fixed + PerCell * cell + 1;

    /// <summary>Place of a cell's measured voltage minus the mean of all, in mV.</summary>
    public static int CellDeviation_mV(int cell) => Fixed + PerCell * cell + 2;

    /// <summary>
    /// True for a quantity that compares voltages which were not measured at the same instant: a step of the current between them
    /// shows as a difference that no cell has.
    /// </summary>
    public bool NeedsSteadyCurrent(int channel) =>
        channel >= Fixed && channel < Fixed + PerCell * cells && (channel - Fixed) % PerCell != 0;

    /// <summary>Place of a probe's temperature in degC, probe from 0.</summary>
    public int Probe_C(int probe) => Fixed + PerCell * cells + probe;

    /// <summary>Writes one look to a row of <see cref="Count"/> numbers.</summary>
    public void Fill(Observation look, double[] row)
    {
        row[Current_A] = Good(look.Sample.Current_mA, 0, 0.001);
        row[TrueCurrent_A] = look.Truth.Current_A;
        row[ChargeLimit_A] = look.State.ChargeLimit_mA * 0.001;
        row[DischargeLimit_A] = look.State.DischargeLimit_mA * -0.001;
        row[HottestCore_C] = look.Truth.Core_C[0];
        row[Ambient_C] = look.Truth.Ambient_C;
        for (int i = 1; i < cells; i++) row[HottestCore_C] = Math.Max(row[HottestCore_C], look.Truth.Core_C[i]);
        for (int i = 0; i < probes; i++) row[Probe_C(i)] = Good(look.Sample.Temperature_ddegC, i, 0.1);
        FillCells(look, row);
        FillSoc(look, row);
        if (!look.ProcessorRuns) Forget(row);
    }

    // What a dead processor measured and concluded last is no value of now.
    private static void Forget(double[] row)
    {
        (double current_A, double soc_pct, double core_C, double ambient_C) =
            (row[TrueCurrent_A], row[TrueSoc_pct], row[HottestCore_C], row[Ambient_C]);
        (double lowest_V, double highest_V) = (row[TrueLowestCell_V], row[TrueHighestCell_V]);
        Array.Fill(row, double.NaN);
        (row[TrueCurrent_A], row[TrueSoc_pct], row[HottestCore_C], row[Ambient_C]) = (current_A, soc_pct, core_C, ambient_C);
        (row[TrueLowestCell_V], row[TrueHighestCell_V]) = (lowest_V, highest_V);
    }

    private void FillCells(Observation look, double[] row)
    {
        double sum_V = 0;
        (row[TrueLowestCell_V], row[TrueHighestCell_V]) = (look.Truth.Cell_V.Min(), look.Truth.Cell_V.Max());
        (row[LowestCell_V], row[HighestCell_V]) = (double.NaN, double.NaN);
        for (int i = 0; i < cells; i++)
        {
            double cell_V = Good(look.Sample.Cell_mV, i, 0.001);
            row[Cell_V(i)] = cell_V;
            row[CellError_mV(i)] = (cell_V - look.Truth.Cell_V[i]) * 1000;
            sum_V += cell_V;
            row[LowestCell_V] = double.MinNumber(row[LowestCell_V], cell_V);
            row[HighestCell_V] = double.MaxNumber(row[HighestCell_V], cell_V);
        }

        for (int i = 0; i < cells; i++) row[CellDeviation_mV(i)] = (row[Cell_V(i)] - sum_V / cells) * 1000;
    }

    // Before the first estimate the uncertainty is the whole scale; nothing is drawn then.
    private static void FillSoc(Observation look, double[] row)
    {
        double sigma_pct = look.State.SocSigma_ppm * 1e-4;
        bool known = sigma_pct is > 0 and < 100;
        double soc_pct = known ? look.State.Soc_ppm * 1e-4 : double.NaN;
        row[Soc_pct] = soc_pct;
        row[TrueSoc_pct] = look.Truth.PackSoc * 100;
        row[SocLow_pct] = Math.Max(0, soc_pct - 2 * sigma_pct);
        row[SocHigh_pct] = Math.Min(100, soc_pct + 2 * sigma_pct);
        row[SocError_pct] = soc_pct - row[TrueSoc_pct];
        row[SocBand_pct] = known ? 2 * sigma_pct : double.NaN;
        row[SocBandBelow_pct] = -row[SocBand_pct];
    }

    private static double Good(Signal signal, int channel, double unit) =>
        signal.Quality[channel] == Quality.Good ? signal.Value[channel] * unit : double.NaN;
}

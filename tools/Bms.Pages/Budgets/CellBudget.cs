using Bms.Simulator.Chips;

namespace Bms.Pages.Budgets;

/// <summary>
/// How far a cell's reading may be off on bench-4s, in mV for each cell with all cells at one voltage. A cell is the difference of two
/// taps: what differs from resistor to resistor counts at both taps, what the converter does to both alike counts at the difference only.
/// </summary>
public sealed class CellBudget
{
    /// <summary>Half of the span of board temperatures, in K around 25 degC.</summary>
    public const double Span_K = 25;

    /// <summary>A bench meter at 16.8 V, in ppm: 0.02 % of reading and its last digit.</summary>
    private const double Meter_ppm = 300;

    // SBAS444D, electrical characteristics: gain error 0.15 % at most, gain drift 40 ppm/K at most, offset 3 LSB, INL 1 LSB.
    private const double GainError_ppm = 1500, GainDrift_ppm_per_K = 40, Offset_codes = 3, Nonlinearity_codes = 1;

    // The datasheet has the noise of one conversion at this range and rate within one step; two standard deviations of it.
    private const double Noise_codes = 2;

    // Input impedance, SBAS444D: typical figures without limits. A fifth is taken for what differs from chip to chip and with temperature.
    private const double Loading_share = 0.2;

    private const double Code_mV = 0.125;

    private readonly IReadOnlyList<Divider> _dividers;
    private readonly double _adcInput_ohm;
    private readonly double _cell_mV;

    public CellBudget(IReadOnlyList<Divider> dividers, double adcInput_ohm, double cell_mV)
    {
        _dividers = dividers;
        _adcInput_ohm = adcInput_ohm;
        _cell_mV = cell_mV;
    }

    /// <summary>A board whose taps were never compared with a meter.</summary>
    public Budget Uncalibrated() => new(
    [
        Resistors("tolerance of both resistors", "0.1 %", DividerNetwork.Tolerance * 1e6),
        Drift(),
        Common("gain of the converter", "0.15 %, SBAS444D", GainError_ppm),
        Common("drift of its gain", $"40 ppm/K over {Span_K:0} K, SBAS444D", GainDrift_ppm_per_K * Span_K),
        new("load of the converter's inputs", "6 Mohm and 15 Mohm in parallel, SBAS444D", Loading(1), OneSided: true),
        .. Codes(),
    ]);

    /// <summary>A board whose taps were compared with a meter at 25 degC and whose firmware was given the result.</summary>
    public Budget Calibrated() => new(
    [
        PerTap("meter, at each tap", $"{Meter_ppm:0} ppm of a meter with 4 1/2 digits", _ => Meter_ppm),
        Drift(),
        Common("drift of the converter's gain", $"40 ppm/K over {Span_K:0} K, SBAS444D", GainDrift_ppm_per_K * Span_K),
        new("change of the inputs' load", "a fifth of it, assumed", Loading(Loading_share)),
        .. Codes(),
    ]);

    /// <summary>Source resistance of a tap's divider in ohm.</summary>
    public static double Source_ohm(Divider divider) => 1 / ((1 / divider.Top_ohm) + (1 / divider.Bottom_ohm));

    private int Cells => _dividers.Count;

    private ErrorTerm Drift() =>
        Resistors("drift of both resistors", $"25 ppm/K over {Span_K:0} K", DividerNetwork.Drift_per_K * 1e6 * Span_K);

    // Both resistors of a divider off to opposite sides move its ratio by twice the share that stands over the top one.
    private ErrorTerm Resistors(string name, string source, double each_ppm) =>
        PerTap(name, source, divider => 2 * each_ppm * divider.Top_ohm / (divider.Top_ohm + divider.Bottom_ohm));

    private ErrorTerm PerTap(string name, string source, Func<Divider, double> ppm)
    {
        double Tap(int tap) => tap < 0 ? 0 : Stack_mV(tap) * ppm(_dividers[tap]) * 1e-6;
        return new ErrorTerm(name, source, [.. Enumerable.Range(0, Cells).Select(cell => Tap(cell) + Tap(cell - 1))]);
    }

    private ErrorTerm Common(string name, string source, double ppm) =>
        new(name, source, [.. Enumerable.Repeat(_cell_mV * ppm * 1e-6, Cells)]);

    // The load lowers each tap by its source resistance over the input's: a cell is off by the difference of two such steps.
    private double[] Loading(double share)
    {
        double Tap(int tap) => tap < 0 ? 0 : Stack_mV(tap) * Source_ohm(_dividers[tap]) / _adcInput_ohm;
        return [.. Enumerable.Range(0, Cells).Select(cell => share * (Tap(cell) - Tap(cell - 1)))];
    }

    private IEnumerable<ErrorTerm> Codes()
    {
        double[] step_mV = [.. _dividers.Select(d => Code_mV * (d.Top_ohm + d.Bottom_ohm) / d.Bottom_ohm)];
        double Below(int cell) => cell == 0 ? 0 : step_mV[cell - 1];
        ErrorTerm Sum(string name, string source, double codes) =>
            new(name, source, [.. Enumerable.Range(0, Cells).Select(cell => codes * (step_mV[cell] + Below(cell)))]);
        yield return new("offset of the converter", $"{Offset_codes:0} LSB, the same at both taps, SBAS444D",
            [.. Enumerable.Range(0, Cells).Select(cell => Offset_codes * (step_mV[cell] - Below(cell)))]);
        yield return Sum("non-linearity", $"{Nonlinearity_codes:0} LSB, SBAS444D", Nonlinearity_codes);
        yield return Sum("noise and rounding", $"{Noise_codes:0} LSB", Noise_codes);
    }

    private double Stack_mV(int tap) => _cell_mV * (tap + 1);
}

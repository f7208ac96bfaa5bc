namespace Bms.World;

/// <summary>
/// What a cell must never leave, judged in the world and not by any firmware: outside of it a cell is damaged, further outside it burns.
/// Wider than the limits of use, which firmware and protectors keep.
/// </summary>
/// <param name="Highest_V">Highest voltage at its taps, in V.</param>
/// <param name="Lowest_V">Lowest voltage at its taps, in V.</param>
/// <param name="Hottest_C">Highest temperature of its core, in degC.</param>
public sealed record CellLimits(double Highest_V, double Lowest_V, double Hottest_C)
{
    /// <summary>
    /// A 4.2 V cell with NMC811. 4.35 V: 150 mV above the maker's end of charge, below the voltages at which overcharged cells of this
    /// kind heat and swell (Mao et al. 2022, J. Power Sources 518, 230767). 2.0 V: 0.5 V below the maker's end of discharge; copper
    /// dissolves only later (Guo et al. 2016, doi 10.1038/srep30248). 80 degC: from there on the layer on the anode decomposes and heats
    /// (Feng et al. 2018, doi 10.1016/j.ensm.2017.05.013).
    /// </summary>
    public static CellLimits Nmc811 { get; } = new(4.35, 2.0, 80.0);

    /// <summary>
    /// A cell with LFP. 4.0 V: 350 mV above the usual end of charge; overcharged cells of this kind heat only well above that. 1.5 V:
    /// 0.5 V below the maker's end of discharge, before copper dissolves. 80 degC: the layer on the graphite is the same as behind other
    /// cathodes.
    /// </summary>
    public static CellLimits Lfp { get; } = new(4.0, 1.5, 80.0);

    /// <summary>Throws <see cref="ArgumentException"/> that names the first field out of its range.</summary>
    internal void Validate()
    {
        Allowed.Between(nameof(Highest_V), Highest_V, 0.5, 7.0);
        Allowed.Between(nameof(Lowest_V), Lowest_V, -5.0, Highest_V);
        Allowed.Between(nameof(Hottest_C), Hottest_C, 20.0, 200.0);
    }

    /// <summary>Whether a cell is outside.</summary>
    public bool Outside(double cell_V, double core_C) => !(cell_V <= Highest_V && cell_V >= Lowest_V && core_C <= Hottest_C);
}

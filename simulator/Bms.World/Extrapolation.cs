namespace Bms.World;

/// <summary>Why a cell's values are extrapolated beyond what was measured. Shown in traces.</summary>
[Flags]
public enum Extrapolation
{
    /// <summary>All tables are inside their measured range.</summary>
    None = 0,

    /// <summary>SoC below 0 %: deep discharge, then reversal; or below what the cell was measured at.</summary>
    BelowEmpty = 1,

    /// <summary>SoC above 100 %: overcharge; or above what the cell was measured at.</summary>
    AboveFull = 2,

    /// <summary>Colder than the coldest measured row.</summary>
    TooCold = 4,

    /// <summary>Hotter than the hottest measured row.</summary>
    TooHot = 8,
}

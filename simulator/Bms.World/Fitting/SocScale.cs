namespace Bms.World.Fitting;

/// <summary>What the scale of a fitted cell, 0 to 100 %, rests on.</summary>
public enum ScaleSource
{
    /// <summary>The widest run: its fullest point is 100 %, its emptiest 0 %.</summary>
    WidestRun,

    /// <summary>The state of charge that a run names itself.</summary>
    Reference,

    /// <summary>The capacity that was given, from the fullest point of the widest run on, or where a known curve lays it.</summary>
    Given,

    /// <summary>A known cell's open-circuit curve, of which the runs cover a part.</summary>
    KnownCurve,
}

/// <summary>What the scale of a fitted cell rests on, and how sure it is.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Like">The known cell whose curve goes with the runs; null when none does or none was asked.</param>
/// <param name="Misfit_V">How far that curve is off, root of the mean square.</param>
/// <param name="IsWhole">Whether a run goes from about full to about empty.</param>
/// <param name="LeastCapacity_Ah">Smallest capacity with which that curve goes nearly as well.</param>
/// <param name="MostCapacity_Ah">Largest one.</param>
public sealed record SocScale(
    ScaleSource Source, CellSpec? Like, double Misfit_V, bool IsWhole, double LeastCapacity_Ah, double MostCapacity_Ah);

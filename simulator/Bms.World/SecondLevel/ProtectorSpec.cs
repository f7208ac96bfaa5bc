namespace Bms.World.SecondLevel;

/// <summary>
/// A protector module for four cells in series: an IC that looks at every cell and at the current, with a charge and a discharge FET of
/// its own. Voltages over the sense resistor stand for currents.
/// </summary>
public sealed record ProtectorSpec
{
    /// <summary>A cell above this, in V, for the delay, opens charging.</summary>
    public required Rated OverCharge_V { get; init; }

    /// <summary>Charging closes again when all cells are below this, in V, or discharge and are below the one above.</summary>
    public required Rated OverChargeRelease_V { get; init; }

    /// <summary>Delay of over-charge, in s.</summary>
    public required Rated OverCharge_s { get; init; }

    /// <summary>A cell below this, in V, for the delay, opens discharging.</summary>
    public required Rated OverDischarge_V { get; init; }

    /// <summary>With a charger there, discharging closes again when all cells are above this, in V.</summary>
    public required Rated OverDischargeRelease_V { get; init; }

    /// <summary>Delay of over-discharge, in s.</summary>
    public required Rated OverDischarge_s { get; init; }

    /// <summary>Three levels of discharge current as voltages in V: two over the sense resistor, the last over resistor and FETs.</summary>
    public required IReadOnlyList<Rated> OverCurrent_V { get; init; }

    /// <summary>Their delays in s.</summary>
    public required IReadOnlyList<Rated> OverCurrent_s { get; init; }

    /// <summary>Sense resistor, 0.1 mohm..1 ohm.</summary>
    public required double Sense_ohm { get; init; }

    /// <summary>Both FETs together when closed, 0..1 ohm.</summary>
    public required double Fets_ohm { get; init; }

    /// <summary>
    /// ABLIC S-8254A, high side, after its datasheet Rev. 5.2: accuracies and steps of its thresholds (4.25, 3.90 and 2.50 V are steps
    /// that are offered), delays with 0.1 uF at CCT and CDT, and how each state is left. With a release near 4.10 V the drop over a weak
    /// cell ended the over-charge as soon as the current stopped, and a charger that runs away went on. 0.15 V over 10 mohm is 15 A, above
    /// the 14 A at which the firmware opens and below what a cell of 5 Ah stands for long.
    /// </summary>
    public static ProtectorSpec S8254A { get; } = new()
    {
        OverCharge_V = new(4.25, 0.025),
        OverChargeRelease_V = new(3.90, 0.050),
        OverCharge_s = new(1.0, 0.5),
        OverDischarge_V = new(2.50, 0.080),
        OverDischargeRelease_V = new(3.00, 0.100),
        OverDischarge_s = new(0.100, 0.050),
        OverCurrent_V = [new(0.15, 0.025), new(0.50, 0.100), new(1.20, 0.300)],
        OverCurrent_s = [new(0.010, 0.005), new(0.001, 0.0006), new(0.00035, 0.00025)],
        Sense_ohm = 0.010,
        Fets_ohm = 0.006,
    };

    internal void Validate()
    {
        OverCharge_V.Validate(nameof(OverCharge_V), 0.0, 10.0);
        OverChargeRelease_V.Validate(nameof(OverChargeRelease_V), 0.0, OverCharge_V.Least);
        OverDischarge_V.Validate(nameof(OverDischarge_V), 0.0, OverChargeRelease_V.Least);
        OverDischargeRelease_V.Validate(nameof(OverDischargeRelease_V), OverDischarge_V.Most, OverCharge_V.Least);
        Allowed.Between(nameof(OverCurrent_V), OverCurrent_V.Count, 1, 8);
        Allowed.Between(nameof(OverCurrent_s), OverCurrent_s.Count, OverCurrent_V.Count, OverCurrent_V.Count);
        foreach (Rated delay in OverCurrent_s.Append(OverCharge_s).Append(OverDischarge_s)) delay.Validate("protector delay", 1e-6, 60.0);
        Allowed.Between(nameof(Sense_ohm), Sense_ohm, 1e-4, 1.0);
        Allowed.Between(nameof(Fets_ohm), Fets_ohm, 0.0, 1.0);
    }
}

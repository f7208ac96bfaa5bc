namespace Bms.World.Tests;

/// <summary>Packs and cells that are simple enough to be solved on paper.</summary>
internal static class TestPacks
{
    public const long Second_us = 1_000_000;

    /// <summary>3.7 V at any SoC and temperature, constant resistances, no entropy, no hysteresis, no self-discharge.</summary>
    public static CellSpec FlatCell(double ocv_V = 3.7, double r0_ohm = 0.030, double r1_ohm = 0.010, double tau1_s = 5.0) =>
        CellSpec.LgM50() with
        {
            Capacity_Ah = 5.0,
            Ocv_V = Enumerable.Repeat(ocv_V, 101).ToArray(),
            HysteresisHalfGap_V = new double[101],
            Entropy_V_per_K = new double[21],
            SlopeAboveFull_V = 0.0,
            Resistances = [new ResistanceRow(25, 50, r0_ohm, r1_ohm, 1e-12, 1e-12)],
            Tau_s = [tau1_s, 10.0, 100.0],
            HysteresisRate = 30.0,
            Particles = default,
            Thermal = Heat,
            SelfDischarge = new SelfDischargeSpec(0.0, 0.0, 10.0),
        };

    /// <summary>62 and 19 J/K, 1.3 W/K between them, 0.00531 m2.</summary>
    public static ThermalSpec Heat { get; } = new(62.0, 19.0, 1.3, 0.00531, 0.044);

    /// <summary>Equal cells, both switches closed.</summary>
    public static Pack Closed(PackSpec spec) =>
        new(spec with { CapacitySigma = 0, ResistanceSigma = 0, SocSigma = 0 }) { ChargeSwitch = true, DischargeSwitch = true };

    /// <summary>Starts the charger with these set-points.</summary>
    public static void Charge(this Pack pack, double voltage_V, double current_A)
    {
        (pack.Charger.Voltage_V, pack.Charger.Current_A) = (voltage_V, current_A);
        (pack.Charger.SupplyPresent, pack.Charger.Enabled) = (true, true);
    }

    public static void AdvanceBy_s(this Pack pack, double duration_s) => pack.AdvanceTo(pack.Time_us + (long)(duration_s * Second_us));

    /// <summary>A load that changes each second between strong draw, rest and feedback; a function of the pack's time alone.</summary>
    public static void RunStress(this Pack pack, int seconds)
    {
        long first = pack.Time_us / Second_us;
        for (long second = first; second < first + seconds; second++)
        {
            long phase = second / 20 % 6;
            if (phase == 0) pack.Load.SetCurrent_A(5.0 + second % 7);
            if (phase == 1) pack.Load.SetPower_W(60.0);
            if (phase == 2) pack.Load.SetResistance_ohm(3.0);
            if (phase == 3) pack.Load.SetCurrent_A(-4.0);
            if (phase == 4) pack.Load.SetCurrent_A(0.0);
            if (phase == 5) pack.Load.SetPower_W(-45.0);
            pack.AdvanceBy_s(1.0);
        }
    }
}

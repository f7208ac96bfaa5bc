namespace Bms.World.Cells;

/// <summary>
/// LG INR21700-M50, 5 Ah, NMC811 against graphite with silicon oxide. To add another cell, copy this file, replace the
/// figures with your own and name their source.
/// <para>How far to trust it: the resistances of the pulse fits come from 10 s pulses and describe less than a minute; those at
/// 10 % SoC are poor. What is slower is one branch from another data set, an average over SoC, so that long
/// discharges are some tens of mV off, most at low SoC and in the cold. Below 10 % and above 90 % the nearest pulse row is held. One new
/// cell: no ageing, no plating, no thermal runaway.</para>
/// </summary>
public static class LgM50
{
    /// <summary>Public sources of the tables below.</summary>
    public const string Sources = """
        Open-circuit voltage, hysteresis, pulses: measured at WMG, in PyBOP (BSD-3) as LG_M50_ECM;
          Kuzhiyil et al. 2024, doi 10.1016/j.apenergy.2024.123692. The pulse fits are our own.
        Slow branch: PyECN (BSD-3), tables of a 5 Ah 21700 cell of the same class and the same open-circuit voltage.
        Entropy: electrode fits of O'Regan et al. 2022, doi 10.1016/j.electacta.2022.140700, as in PyBaMM (BSD-3),
          combined over the stoichiometry window of Chen et al. 2020, doi 10.1149/1945-7111/ab9050.
        Deep discharge: Guo et al. 2016, doi 10.1038/srep30248; Fear et al. 2018, J. Electrochem. Soc. 165, A1639.
        Mass 0.069 kg, cooled surface: PyBaMM's LG M50 sets; heat capacity of NMC cells 1,040 J/kg/K: batterydesign.net;
          contact between neighbours: TUM sim_battery_system (sample data).
        Self-discharge: nickel-rich NMC with silicon and graphite at 25 degC, Zilberman et al. 2019, "Reversible self-discharge
          and calendar aging of 18650 nickel-rich, silicon-graphite lithium-ion cells"; doubling per 10 K is a rule of thumb.
        """;

    // Mean of charge and discharge at 0, 1, ... 100 % SoC, 25 degC.
    private static readonly double[] s_ocv_V =
    [
        2.87227, 2.96053, 3.02804, 3.09555, 3.16306, 3.20013, 3.22685, 3.25357, 3.28029, 3.30366,
        3.32391, 3.34416, 3.36441, 3.38338, 3.39585, 3.40808, 3.42031, 3.43312, 3.44403, 3.45437,
        3.46470, 3.47489, 3.48578, 3.49717, 3.50855, 3.51975, 3.52991, 3.54012, 3.55034, 3.56053,
        3.56877, 3.57635, 3.58393, 3.59150, 3.59838, 3.60401, 3.60964, 3.61527, 3.62088, 3.62606,
        3.63124, 3.63643, 3.64172, 3.64738, 3.65305, 3.65872, 3.66473, 3.67175, 3.67888, 3.68601,
        3.69349, 3.70250, 3.71181, 3.72113, 3.73077, 3.74282, 3.75540, 3.76798, 3.78054, 3.79303,
        3.80638, 3.81973, 3.83308, 3.84457, 3.85430, 3.86403, 3.87377, 3.88293, 3.89108, 3.89922,
        3.90737, 3.91558, 3.92399, 3.93241, 3.94082, 3.94963, 3.95967, 3.96984, 3.98001, 3.99033,
        4.00127, 4.01234, 4.02340, 4.03432, 4.04383, 4.05280, 4.06178, 4.07066, 4.07626, 4.08051,
        4.08477, 4.08902, 4.09346, 4.09832, 4.10318, 4.10804, 4.11558, 4.12906, 4.14255, 4.15856,
        4.17533,
    ];

    // Half the gap between the two branches at 0, 1, ... 100 % SoC, 25 degC.
    private static readonly double[] s_hysteresis_V =
    [
        0.00000, 0.00211, 0.02497, 0.04783, 0.07069, 0.06663, 0.06293, 0.05924, 0.05555, 0.04893,
        0.04288, 0.03683, 0.03079, 0.02350, 0.02083, 0.01839, 0.01596, 0.01410, 0.01568, 0.01784,
        0.02000, 0.02201, 0.02261, 0.02271, 0.02281, 0.02272, 0.02145, 0.02012, 0.01879, 0.01745,
        0.01499, 0.01318, 0.01136, 0.00955, 0.00786, 0.00731, 0.00677, 0.00623, 0.00577, 0.00577,
        0.00577, 0.00577, 0.00589, 0.00580, 0.00570, 0.00561, 0.00585, 0.00597, 0.00597, 0.00597,
        0.00632, 0.00678, 0.00693, 0.00708, 0.00755, 0.00910, 0.01010, 0.01111, 0.01210, 0.01179,
        0.01060, 0.00942, 0.00823, 0.00635, 0.00588, 0.00540, 0.00493, 0.00414, 0.00407, 0.00400,
        0.00393, 0.00392, 0.00378, 0.00365, 0.00352, 0.00378, 0.00376, 0.00360, 0.00344, 0.00344,
        0.00345, 0.00334, 0.00322, 0.00296, 0.00266, 0.00288, 0.00311, 0.00324, 0.00204, 0.00215,
        0.00226, 0.00237, 0.00232, 0.00185, 0.00139, 0.00092, 0.00137, -0.00291, -0.00719, -0.00894,
        -0.00994,
    ];

    // Full cell, 0, 5, ... 100 % SoC.
    private static readonly double[] s_entropy_V_per_K =
    [
        -250.200e-6, -419.200e-6, -362.500e-6, -180.200e-6, -87.780e-6, -60.970e-6, -44.210e-6,
        -27.080e-6, -10.830e-6, 3.137e-6, 14.390e-6, 23.240e-6, 30.320e-6, 36.280e-6,
        41.640e-6, 46.700e-6, 51.630e-6, 56.550e-6, 64.230e-6, 93.880e-6, 105.000e-6,
    ];

    // degC, SoC in %, R0, R1, tau1, R2, tau2: medians of six cells a temperature. The row of 0 degC and 10 % is left out:
    // its fit is 7 mV off and puts 0.2 ohm on a branch of 7.5 s, which is depletion, not resistance. So are the rows at 60 %:
    // a 10 s pulse cannot identify their time constants of 30 to 80 s.
    private static readonly PulseFit[] s_pulseFits =
    [
        new(0, 20, 0.049087, 0.0035498, 0.55778, 0.017289, 17.434),
        new(0, 30, 0.04491, 0.0016936, 1.5176, 0.02225, 32.101),
        new(0, 40, 0.04314, 0.0015971, 1.5394, 0.018405, 28.009),
        new(0, 50, 0.042528, 0.001711, 1.4803, 0.018099, 26.503),
        new(0, 70, 0.042713, 0.0020783, 1.4189, 0.01801, 22.698),
        new(0, 80, 0.043839, 0.0020865, 1.579, 0.018299, 23.759),
        new(0, 90, 0.047621, 0.0023039, 1.2816, 0.016728, 21.341),
        new(10, 20, 0.035041, 0.0020718, 1.3256, 0.013221, 24.213),
        new(10, 30, 0.033267, 0.0017986, 1.3532, 0.014403, 26.925),
        new(10, 40, 0.032556, 0.0017111, 1.3218, 0.011434, 23.385),
        new(10, 50, 0.03234, 0.001783, 1.3174, 0.01183, 24.628),
        new(10, 70, 0.032576, 0.0019904, 1.397, 0.011432, 21.173),
        new(10, 80, 0.032834, 0.0020831, 1.2035, 0.011601, 19.811),
        new(10, 90, 0.034795, 0.0020864, 1.2028, 0.010309, 19.848),
        new(25, 10, 0.032352, 0.0023239, 0.26083, 0.010948, 8.7492),
        new(25, 20, 0.029935, 0.0014989, 1.3193, 0.012114, 31.532),
        new(25, 30, 0.028496, 0.0012684, 1.0584, 0.010079, 22.385),
        new(25, 40, 0.02832, 0.0012442, 0.98213, 0.0071356, 20.299),
        new(25, 50, 0.02917, 0.001377, 1.0101, 0.0079252, 22.498),
        new(25, 70, 0.02964, 0.0016296, 0.8484, 0.0070644, 16.561),
        new(25, 80, 0.029724, 0.0015705, 0.97728, 0.0077393, 18.311),
        new(25, 90, 0.029319, 0.0014306, 0.84085, 0.0063926, 14.771),
        new(45, 10, 0.028846, 0.0014755, 1.6497, 0.014574, 22.28),
        new(45, 20, 0.027238, 0.0015226, 1.6297, 0.012633, 50.753),
        new(45, 30, 0.026744, 0.0011179, 1.319, 0.0091969, 24.215),
        new(45, 40, 0.026387, 0.0011724, 1.221, 0.0056399, 20.354),
        new(45, 50, 0.026328, 0.0011422, 1.1935, 0.0061537, 23.466),
        new(45, 70, 0.025887, 0.001126, 0.86434, 0.0048263, 14.299),
        new(45, 80, 0.026112, 0.0010847, 1.0552, 0.0050522, 15.718),
        new(45, 90, 0.025905, 0.00098009, 0.89788, 0.0043836, 12.058),
    ];

    // degC, SoC in %, R3, tau3: the third branch of PyECN's tables. Above 20 % its resistance scatters by a factor of seven
    // around no trend, so the mean of 20 to 100 % stands for all. Below 20 % PyECN has no third branch but a first and second
    // that grow (35 s): what they have more than at 20 % is given here.
    private static readonly DiffusionFit[] s_diffusionFits =
    [
        new(15, 4, 0.0965, 35), new(15, 6, 0.0830, 35), new(15, 8.8, 0.0571, 35), new(15, 10, 0.0375, 35),
        new(15, 12, 0.0198, 35), new(15, 20, 0.0248, 350),
        new(25, 4, 0.0732, 35), new(25, 6, 0.0599, 35), new(25, 8.8, 0.0354, 35), new(25, 10, 0.0275, 35),
        new(25, 12, 0.0170, 35), new(25, 20, 0.0173, 350),
        new(35, 4, 0.0392, 35), new(35, 6, 0.0294, 35), new(35, 8.8, 0.0187, 35), new(35, 10, 0.0147, 35),
        new(35, 12, 0.0094, 35), new(35, 20, 0.0138, 350),
        new(45, 4, 0.0362, 35), new(45, 6, 0.0272, 35), new(45, 8.8, 0.0195, 35), new(45, 10, 0.0162, 35),
        new(45, 12, 0.0114, 35), new(45, 20, 0.0105, 350),
        new(55, 4, 0.0284, 35), new(55, 6, 0.0219, 35), new(55, 8.8, 0.0157, 35), new(55, 10, 0.0130, 35),
        new(55, 12, 0.0092, 35), new(55, 20, 0.0087, 350),
    ];

    /// <summary>The cell; one object, so that its tables are made once.</summary>
    public static CellSpec Spec { get; } = new()
    {
        Name = "LG INR21700-M50",
        Sources = Sources,
        Capacity_Ah = 5.0,
        Ocv_V = s_ocv_V,
        HysteresisHalfGap_V = s_hysteresis_V,

        // Assumption: the data give the two branches, not how a cell goes from one to the other.
        HysteresisRate = 30.0,
        Entropy_V_per_K = s_entropy_V_per_K,
        PulseFits = s_pulseFits,
        DiffusionFits = s_diffusionFits,

        // From 2.87 V at 0 % to the plateau of copper dissolution, near -12 % and -1.4 V.
        SlopeBelowEmpty_V = 35.6,
        ReversedOcv_V = -1.4,

        // The slope of the last per cents goes on; side reactions of overcharge are not described.
        SlopeAboveFull_V = 1.6,
        Thermal = Heat(),
        SelfDischarge = new SelfDischargeSpec(AtTenPercent_per_month: 0.002, AtNinetyPercent_per_month: 0.004, Doubling_K: 10.0),
    };

    // Core: 0.065 kg less 0.005 kg of lid and case bottom, at 1,040 J/kg/K. Surface: 0.009 kg of steel can and an assumed 10 g of
    // plastic holder and strip. Core to surface: 8 pi k L, the mean of a uniformly heated cylinder over its rim, k = 0.8 W/m/K
    // (published values scatter from 0.2 to 3) and L = 65 mm. Neighbours: 30 W/m2/K over a contact of 21 x 70 mm.
    private static ThermalSpec Heat() => new(
        Core_J_per_K: 62.0, Surface_J_per_K: 19.0, CoreToSurface_W_per_K: 1.3, Surface_m2: 0.00531, ToNeighbour_W_per_K: 0.044);
}

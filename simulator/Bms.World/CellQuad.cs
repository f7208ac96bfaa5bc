using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Bms.World;

/// <summary>
/// Four neighbouring cells, one vector a quantity, and the physics of one step. The vectors give the same bits with and
/// without hardware support; nothing is contracted. A lane without a cell passes the current on and adds nothing to any sum.
/// <code>
/// inside:      E = OCV(x) + dU/dT(x) (T - 25 degC) + h H(x) + U1 + U2 + U3, behind R0; conductance G of an internal short across both
/// particles:   x = SoC + x1 + x2, the state of charge at their surface
/// through E:   k (I - G E)  with  k = 1 / (1 + R0 G)
/// at the taps: V = k (E + I R0) + I Rlink
/// </code>
/// </summary>
internal struct CellQuad
{
    public const int Count = 4;

    private const double Kelvin = 273.15;
    private const double TableReference_C = 25.0;

    // State. Lead1 and Lead2 are x1 and x2. Branch is h: +1 on the charge branch of the hysteresis, -1 on the discharge branch.
    public Lanes Soc, Lead1, Lead2, U1_V, U2_V, U3_V, Branch, Core_C, Surface_C;

    // What tells one cell from another; a fault changes it.
    public Lanes Capacity_C, PerCapacity, ResistanceFactor, Link_ohm, Short_S, Heater_W;
    public Lanes Cooling_W_per_K, ToPrevious_W_per_K, ToNext_W_per_K;

    // From the tables, at the SoC and temperature of the last look-up. Gain = R (1 - decay), or lead (1 - decay) / capacity. Behind_V is
    // what the voltage at rest lies behind that of the particles' surface.
    public Lanes R0_ohm, ShortShare, Gain1_ohm, Gain2_ohm, Gain3_ohm, Decay1, Decay2, LeadGain1_per_A, LeadGain2_per_A, Leak_A, Behind_V;

    // The straight piece of the equilibrium curves that each cell is on: offset + slope * x for Low <= x < High.
    public Lanes Low, High, OcvOffset_V, OcvSlope_V, GapOffset_V, GapSlope_V, EntropyOffset_V_per_K, EntropySlope_V_per_K;

    // Part of the current of its place in the row that a cell takes among its parallel neighbours, and what flows between them without any.
    public Lanes Share, Circulating_A;

    // Results at the present state.
    public Lanes Outer, Emf_V, Ocv_V, HalfGap_V, Entropy_V_per_K;

    /// <summary>One lane of a vector, to read or write.</summary>
    public static ref double Lane(ref Lanes vector, int lane) => ref Unsafe.Add(ref Unsafe.As<Lanes, double>(ref vector), lane);

    /// <summary>Sum of the lanes, always in the same order.</summary>
    public static double Sum(Lanes v) => ((v[0] + v[1]) + v[2]) + v[3];

    // AggressiveOptimization here and in CellStack: a scenario is often shorter than the runtime's warm-up.

    /// <summary>Advances the four cells by one step and books what moved.</summary>
    /// <param name="step">What is common to all cells in this step.</param>
    /// <param name="previous_C">Surface temperature of the cell before the first lane.</param>
    /// <param name="next_C">Surface temperature of the cell after the last lane.</param>
    /// <param name="book">Where charge, energy and heat are summed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(in StepInput step, double previous_C, double next_C, ref BalanceBook book)
    {
        // The mean of a square is the square of nothing: (a I + b)^2 is averaged term by term.
        Lanes pack_A = Share * step.Current_A + Circulating_A;
        Lanes packSquare_A2 = Share * Share * step.Square_A2 + Circulating_A * (pack_A + Share * step.Current_A);

        // An internal short takes its part before the cell.
        Lanes short_A = Short_S * Emf_V;
        Lanes current_A = ShortShare * (pack_A - short_A);
        Lanes square_A2 = ShortShare * ShortShare * (packSquare_A2 - short_A * (pack_A + pack_A - short_A));
        Lanes shortVoltage_V2 = Emf_V * Emf_V + R0_ohm * (pack_A * Emf_V * 2.0 + R0_ohm * packSquare_A2);
        Lanes stored_A = current_A - Leak_A;

        // Whatever the voltage is away from rest is lost, whether a resistor, the hysteresis or diffusion takes it. The branches give
        // back little of what they hold; it is booked as lost when it goes in.
        Lanes rest_V = Ocv_V - Behind_V;
        Lanes loss_W = R0_ohm * square_A2
            + current_A * (Emf_V - rest_V)
            + Leak_A * rest_V
            + Short_S * ShortShare * ShortShare * shortVoltage_V2;
        Lanes linkLoss_W = packSquare_A2 * Link_ohm;
        Lanes reversible_W = current_A * (Core_C + Create(Kelvin)) * Entropy_V_per_K;

        book.Leaked_A += pack_A - stored_A;
        book.Chemical_W += stored_A * rest_V;
        book.Loss_W += loss_W + linkLoss_W;
        book.Reversible_W += reversible_W;
        book.Heater_W += Heater_W;

        RelaxBranches(step, current_A);
        MoveCharge(stored_A * PerCapacity * step.Duration_s, step.HysteresisRate);
        MoveHeat(step, loss_W + reversible_W + Heater_W, linkLoss_W, previous_C, next_C, ref book);
    }

    /// <summary>Open voltages at the present state. The pieces of the curves must be right: see <see cref="LeftPiece"/>.</summary>
    public void UpdateVoltages()
    {
        Entropy_V_per_K = EntropyOffset_V_per_K + EntropySlope_V_per_K * Outer;
        HalfGap_V = GapOffset_V + GapSlope_V * Outer;
        Ocv_V = OcvOffset_V + OcvSlope_V * Outer + Entropy_V_per_K * (Core_C - Create(TableReference_C));
        Emf_V = Ocv_V + Branch * HalfGap_V + U1_V + U2_V + U3_V;
    }

    /// <summary>
    /// Finds the state of charge at the particles' surface; true if any cell has left its piece of the equilibrium curves.
    /// </summary>
    public bool LeftPiece()
    {
        Outer = Soc + Lead1 + Lead2;
        return LessThanAny(Outer, Low) || GreaterThanOrEqualAny(Outer, High);
    }

    /// <summary>Ends the decay of branches at rest. Without it they would creep through subnormal numbers, which are slow.</summary>
    public void DropResidue()
    {
        Lanes limit = Create(1e-15);
        U1_V = ConditionalSelect(LessThan(Abs(U1_V), limit), Lanes.Zero, U1_V);
        U2_V = ConditionalSelect(LessThan(Abs(U2_V), limit), Lanes.Zero, U2_V);
        U3_V = ConditionalSelect(LessThan(Abs(U3_V), limit), Lanes.Zero, U3_V);
        Lead1 = ConditionalSelect(LessThan(Abs(Lead1), limit), Lanes.Zero, Lead1);
        Lead2 = ConditionalSelect(LessThan(Abs(Lead2), limit), Lanes.Zero, Lead2);
    }

    /// <summary>Exact solution of the three RC branches and of the two states of diffusion for a constant current.</summary>
    private void RelaxBranches(in StepInput step, Lanes current_A)
    {
        U1_V = U1_V * step.Decay1 + Gain1_ohm * current_A;
        U2_V = U2_V * step.Decay2 + Gain2_ohm * current_A;
        U3_V = U3_V * step.Decay3 + Gain3_ohm * current_A;
        Lead1 = Lead1 * Decay1 + LeadGain1_per_A * current_A;
        Lead2 = Lead2 * Decay2 + LeadGain2_per_A * current_A;
    }

    /// <summary>Changes the SoC; the branch of the hysteresis follows the direction of the charge (Plett's one-state model).</summary>
    private void MoveCharge(Lanes change, double hysteresisRate)
    {
        Lanes share = Min(Abs(change) * hysteresisRate, Lanes.One);
        Branch += share * (CopySign(Lanes.One, change) - Branch);
        Soc += change;
    }

    /// <summary>Heat flows from the core to the surface, from there to both neighbours and to ambient.</summary>
    private void MoveHeat(in StepInput step, Lanes core_W, Lanes surface_W, double previous_C, double next_C, ref BalanceBook book)
    {
        Lanes before_C = Shuffle(Surface_C, Create(0L, 0L, 1L, 2L)).WithElement(0, previous_C);
        Lanes after_C = Shuffle(Surface_C, Create(1L, 2L, 3L, 3L)).WithElement(3, next_C);
        Lanes outward_W = (Core_C - Surface_C) * step.CoreToSurface_W_per_K;
        Lanes sideways_W = (before_C - Surface_C) * ToPrevious_W_per_K + (after_C - Surface_C) * ToNext_W_per_K;
        Lanes cooling_W = (Surface_C - Create(step.Ambient_C)) * Cooling_W_per_K;
        Core_C += (core_W - outward_W) * step.CoreRise_K_per_W;
        Surface_C += (surface_W + outward_W + sideways_W - cooling_W) * step.SurfaceRise_K_per_W;
        book.Cooling_W += cooling_W;
    }
}

/// <summary>What all cells share in one step.</summary>
/// <param name="Duration_s">Length of the step.</param>
/// <param name="HysteresisRate">See <see cref="CellSpec.HysteresisRate"/>.</param>
/// <param name="Decay1">What is left of the voltage of the fast branch after a step.</param>
/// <param name="Decay2">The same of the middle branch.</param>
/// <param name="Decay3">The same of the slow branch.</param>
/// <param name="CoreToSurface_W_per_K">See <see cref="ThermalSpec"/>.</param>
/// <param name="CoreRise_K_per_W">Rise of a core in one step for 1 W.</param>
/// <param name="SurfaceRise_K_per_W">Rise of a surface in one step for 1 W.</param>
/// <param name="Current_A">Mean pack current of the step.</param>
/// <param name="Square_A2">Mean of its square.</param>
/// <param name="Ambient_C">Temperature around the pack.</param>
internal readonly record struct StepInput(
    double Duration_s, double HysteresisRate, double Decay1, double Decay2, double Decay3, double CoreToSurface_W_per_K,
    double CoreRise_K_per_W, double SurfaceRise_K_per_W, double Current_A, double Square_A2, double Ambient_C);

/// <summary>Sums over all steps, one a lane; times the step they are coulombs and joules.</summary>
internal struct BalanceBook
{
    public Lanes Leaked_A, Chemical_W, Loss_W, Reversible_W, Heater_W, Cooling_W;
}

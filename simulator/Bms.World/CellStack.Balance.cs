using System.Runtime.Intrinsics;
using Bms.World.Numerics;

namespace Bms.World;

/// <summary>The books of charge, energy and heat.</summary>
internal sealed partial class CellStack
{
    private double _packCharge_C, _energyIn_J, _withCapacity_C, _storedAtBegin_C, _thermalAtBegin_J;

    public PackBalance Balance() => new(
        Places * _packCharge_C, Stored_C() - _storedAtBegin_C, Total(_book.Leaked_A), _withCapacity_C, _energyIn_J,
        Total(_book.Chemical_W), Branches_J(), Total(_book.Loss_W), Total(_book.Reversible_W), Total(_book.Heater_W),
        Total(_book.Cooling_W), Thermal_J() - _thermalAtBegin_J);

    private double Total(Vector256<double> sums) => CellQuad.Sum(sums) * _input.Duration_s;

    private void BeginBalance()
    {
        _withCapacity_C = 0.0;
        _storedAtBegin_C = Stored_C();
        _thermalAtBegin_J = Thermal_J();
    }

    private double Stored_C()
    {
        Vector256<double> sum = Vector256<double>.Zero;
        foreach (ref readonly CellQuad quad in _quads.AsSpan()) sum += quad.Soc * quad.Capacity_C;
        return CellQuad.Sum(sum);
    }

    private double Thermal_J()
    {
        double sum = 0.0;
        for (int cell = 0; cell < Cells; cell++)
        {
            sum += Core_C(cell) * _spec.Thermal.Core_J_per_K + Surface_C(cell) * _spec.Thermal.Surface_J_per_K;
        }

        return sum;
    }

    private double Branches_J()
    {
        double sum = 0.0;
        for (int cell = 0; cell < Cells; cell++)
        {
            ref CellQuad quad = ref Quad(cell, out int lane);
            sum += Stored_J(quad.U1_V.GetElement(lane), quad.G1_S.GetElement(lane), quad.Decay1.GetElement(lane));
            sum += Stored_J(quad.U2_V.GetElement(lane), quad.G2_S.GetElement(lane), quad.Decay2.GetElement(lane));
            sum += Stored_J(quad.U3_V.GetElement(lane), quad.G3_S.GetElement(lane), quad.Decay3.GetElement(lane));
        }

        return sum;
    }

    // C U^2 / 2 with C = tau / R, and tau from the decay of one step.
    private double Stored_J(double voltage_V, double conductance_S, double decay) =>
        -0.5 * voltage_V * voltage_V * conductance_S * _input.Duration_s / DeterministicMath.Log(decay);
}

using System.Runtime.Intrinsics;
using Bms.World.Numerics;

namespace Bms.World;

/// <summary>The book-keeping of charge, energy and heat.</summary>
internal sealed partial class CellStack
{
    // One sum a lane, in units of the step: A or W times the number of steps.
    private Vector256<double> _leaked_A, _chemical_W, _loss_W, _reversible_W, _heated_W, _cooled_W;
    private double _packCharge_C, _energyIn_J, _withCapacity_C, _storedAtBegin_C, _thermalAtBegin_J;

    public PackBalance Balance() => new(
        Cells * _packCharge_C, Stored_C() - _storedAtBegin_C, SumOf(_leaked_A) * _step_s, _withCapacity_C, _energyIn_J,
        SumOf(_chemical_W) * _step_s, Branches_J(), SumOf(_loss_W) * _step_s, SumOf(_reversible_W) * _step_s,
        SumOf(_heated_W) * _step_s, SumOf(_cooled_W) * _step_s, Thermal_J() - _thermalAtBegin_J);

    private void BeginBalance()
    {
        _withCapacity_C = 0.0;
        _storedAtBegin_C = Stored_C();
        _thermalAtBegin_J = Thermal_J();
    }

    private double Stored_C()
    {
        double sum = 0.0;
        for (int cell = 0; cell < Cells; cell++) sum += _soc[cell] * _capacity_C[cell];
        return sum;
    }

    private double Thermal_J()
    {
        ThermalSpec thermal = _spec.Thermal;
        double sum = 0.0;
        for (int cell = 0; cell < Cells; cell++) sum += _core_C[cell] * thermal.Core_J_per_K + Surface_C(cell) * thermal.Surface_J_per_K;
        return sum;
    }

    // Half C U squared with C = tau / R and tau from the decay of one step.
    private double Branches_J()
    {
        double sum = 0.0;
        for (int cell = 0; cell < Cells; cell++)
        {
            sum += _u1_V[cell] * _u1_V[cell] * _g1_S[cell] / DeterministicMath.Log(_decay1[cell]);
            sum += _u2_V[cell] * _u2_V[cell] * _g2_S[cell] / DeterministicMath.Log(_decay2[cell]);
        }

        return -0.5 * _step_s * sum;
    }
}

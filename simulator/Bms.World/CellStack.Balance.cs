using System.Runtime.Intrinsics;

namespace Bms.World;

/// <summary>The books of charge, energy and heat.</summary>
internal sealed partial class CellStack
{
    private double _packCharge_C, _energyIn_J, _withCapacity_C, _storedAtBegin_C, _thermalAtBegin_J;

    public PackBalance Balance() => new(
        Places * _packCharge_C, Stored_C() - _storedAtBegin_C, Total(_book.Leaked_A), _withCapacity_C, _energyIn_J,
        Total(_book.Chemical_W), Total(_book.Loss_W), Total(_book.Reversible_W), Total(_book.Heater_W),
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
}

namespace Bms.World;

/// <summary>
/// Where charge and energy went since the pack was made, summed over all cells. <see cref="ChargeError_C"/>, <see cref="EnergyError_J"/>
/// and
/// <see cref="HeatError_J"/> are zero to rounding.
/// </summary>
/// <param name="ChargeIn_C">Charge through the pack times the number of cells.</param>
/// <param name="ChargeStored_C">Change of SoC times capacity.</param>
/// <param name="ChargeLeaked_C">Self-discharge and internal shorts.</param>
/// <param name="ChargeWithCapacity_C">Charge that appeared (negative: vanished) with a change of capacity at constant SoC.</param>
/// <param name="EnergyIn_J">Electrical energy through the taps.</param>
/// <param name="Chemical_J">Change of energy stored at the open-circuit voltage.</param>
/// <param name="Loss_J">Heat of all resistances, of diffusion, of the hysteresis, of self-discharge and of internal shorts.</param>
/// <param name="Reversible_J">Entropic heat, positive into the cell.</param>
/// <param name="Heater_J">Heat from outside.</param>
/// <param name="Cooling_J">Heat given to ambient.</param>
/// <param name="Thermal_J">Change of the heat stored in cores and surfaces.</param>
public readonly record struct PackBalance(
    double ChargeIn_C, double ChargeStored_C, double ChargeLeaked_C, double ChargeWithCapacity_C, double EnergyIn_J,
    double Chemical_J, double Loss_J, double Reversible_J, double Heater_J, double Cooling_J, double Thermal_J)
{
    /// <summary>Charge in - stored - leaked.</summary>
    public double ChargeError_C => ChargeIn_C + ChargeWithCapacity_C - ChargeStored_C - ChargeLeaked_C;

    /// <summary>Electrical energy in - stored - lost.</summary>
    public double EnergyError_J => EnergyIn_J - Chemical_J - Loss_J;

    /// <summary>Heat made - stored - given away.</summary>
    public double HeatError_J => Loss_J + Reversible_J + Heater_J - Thermal_J - Cooling_J;
}

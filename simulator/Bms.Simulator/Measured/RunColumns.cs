namespace Bms.Simulator.Measured;

/// <summary>Where the quantities of a run stand in the columns of a file. A place of -1 means that the file does not have it.</summary>
/// <param name="Time">Column of the time in s.</param>
/// <param name="Current">Column of the current in A.</param>
/// <param name="Voltage">Column of the voltage in V.</param>
/// <param name="Temperature">Column of the surface temperature in degC.</param>
/// <param name="SocRef">Column of a reference state of charge.</param>
/// <param name="Sign">+1 where positive current charges, -1 where it discharges.</param>
internal readonly record struct RunColumns(int Time, int Current, int Voltage, int Temperature = -1, int SocRef = -1, int Sign = 1);

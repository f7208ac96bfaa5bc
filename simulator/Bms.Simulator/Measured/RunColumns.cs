namespace Bms.Simulator.Measured;

/// <summary>Where the quantities of a run stand in the columns of a file. A place of -1 means that the file does not have it.</summary>
/// <param name="Time">Column of the time in s.</param>
/// <param name="Current">Column of the current in A.</param>
/// <param name="Voltage">Column of the voltage in V.</param>
/// <param name="Temperature">Column of the surface temperature in degC.</param>
/// <param name="SocRef">Column of a reference state of charge.</param>
/// <param name="Sign">+1 where positive current charges, -1 where it discharges.</param>
internal readonly record struct RunColumns(int Time, int Current, int Voltage, int Temperature = -1, int SocRef = -1, int Sign = 1)
{
    private const string Canonical = "t_s,current_A,voltage_V[,temperature_degC][,soc_ref]";

    /// <summary>Finds the columns of a canonical file by its header.</summary>
    /// <exception cref="BadInputException">A column is missing.</exception>
    public static RunColumns Of(string file, string[] header)
    {
        string[] names = [.. header.Select(name => name.Trim().Trim('"').ToLowerInvariant())];
        int Needed(string name)
        {
            int at = Array.IndexOf(names, name);
            return at >= 0 ? at : throw new BadInputException(file, "header", $"has no {name}, allowed is {Canonical}");
        }

        return new RunColumns(
            Needed("t_s"), Needed("current_a"), Needed("voltage_v"),
            Array.IndexOf(names, "temperature_degc"), Array.IndexOf(names, "soc_ref"));
    }
}

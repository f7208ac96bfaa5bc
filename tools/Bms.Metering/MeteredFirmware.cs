using System.Reflection;

namespace Bms.Metering;

/// <summary>The counting copy of the firmware, loaded with the assembly that drives it into a context of its own.</summary>
public sealed class MeteredFirmware
{
    private readonly Assembly _driver;
    private readonly FieldInfo _total;

    private MeteredFirmware(Assembly driver, Type meter, string[] methods)
    {
        _driver = driver;
        Methods = methods;
        Own = Fill(meter, nameof(Own), methods.Length);
        Inclusive = Fill(meter, nameof(Inclusive), methods.Length);
        Calls = Fill(meter, nameof(Calls), methods.Length);
        _total = meter.GetField("Total")!;
    }

    /// <summary>Names of all methods of the firmware, class and method.</summary>
    public string[] Methods { get; }

    /// <summary>Instructions executed in each method itself.</summary>
    public long[] Own { get; }

    /// <summary>Instructions executed between entry and exit of each method, what it calls included.</summary>
    public long[] Inclusive { get; }

    /// <summary>Calls of each method.</summary>
    public long[] Calls { get; }

    /// <summary>All instructions executed so far.</summary>
    public long Total => (long)_total.GetValue(null)!;

    /// <summary>Meters the firmware in <paramref name="folder"/>, where the assembly that drives it lies too.</summary>
    public static MeteredFirmware Load(string folder, string driver)
    {
        (byte[] image, string[] methods) = Instrumenter.Run(Path.Combine(folder, "Bms.dll"));
        var context = new MeteredContext(folder, image);
        Assembly driving = context.LoadFromAssemblyPath(Path.Combine(folder, driver + ".dll"));
        Assembly firmware = context.LoadFromAssemblyName(new AssemblyName("Bms"));
        return new MeteredFirmware(driving, firmware.GetType(Instrumenter.MeterType, true)!, methods);
    }

    /// <summary>A type of the driving assembly as this context has it: its objects meet the metered firmware.</summary>
    public Type DrivingType(string name) => _driver.GetType(name, true)!;

    /// <summary>Sets every counter to zero.</summary>
    public void Reset()
    {
        _total.SetValue(null, 0L);
        Array.Clear(Own);
        Array.Clear(Inclusive);
        Array.Clear(Calls);
    }

    /// <summary>Instructions and calls of all methods whose name ends in <paramref name="name"/>, what they call included.</summary>
    public (long Instructions, long Calls) Of(string name)
    {
        long instructions = 0;
        long calls = 0;
        for (int i = 0; i < Methods.Length; i++)
        {
            if (Methods[i].EndsWith("." + name, StringComparison.Ordinal))
            {
                instructions += Inclusive[i];
                calls += Calls[i];
            }
        }

        return (instructions, calls);
    }

    private static long[] Fill(Type meter, string field, int count)
    {
        var counters = new long[count];
        meter.GetField(field)!.SetValue(null, counters);
        return counters;
    }
}

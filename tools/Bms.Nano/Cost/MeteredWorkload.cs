using Bms.Metering;

namespace Bms.Nano.Cost;

/// <summary>A workload of the other context, called through delegates.</summary>
public sealed class MeteredWorkload
{
    private readonly object _workload;
    private readonly Type _type;

    private MeteredWorkload(object workload, Type type)
    {
        _workload = workload;
        _type = type;
        Tick = type.GetMethod("Tick")!.CreateDelegate<Action<int>>(workload);
    }

    /// <summary>The metered firmware in the program's own folder, for the workloads.</summary>
    public static MeteredFirmware Firmware() => MeteredFirmware.Load(AppContext.BaseDirectory, "Bms.Nano.Workloads");

    /// <summary>Makes a workload; see Workload.Create.</summary>
    public static MeteredWorkload Start(MeteredFirmware firmware, string board)
    {
        ArgumentNullException.ThrowIfNull(firmware);
        Type type = firmware.DrivingType("Bms.Nano.Workloads.Workload");
        return new MeteredWorkload(type.GetMethod("Create")!.Invoke(null, [board])!, type);
    }

    /// <summary>Runs a tick, from 1.</summary>
    public Action<int> Tick { get; }

    /// <summary>I2C transfers so far.</summary>
    public long Transfers => (long)_type.GetProperty("Transfers")!.GetValue(_workload)!;

    /// <summary>The controller.</summary>
    public object Root => _type.GetProperty("Root")!.GetValue(_workload)!;
}

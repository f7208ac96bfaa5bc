namespace Bms.Nano.Workloads;

/// <summary>Something that runs the firmware tick by tick, the same way every time.</summary>
public abstract class Workload
{
    /// <summary>Object from which everything that the firmware holds can be reached.</summary>
    public abstract object Root { get; }

    /// <summary>I2C transfers so far.</summary>
    public virtual long Transfers => 0;

    /// <summary>Runs tick <paramref name="number"/>, from 1.</summary>
    public abstract void Tick(int number);

    /// <summary>
    /// Makes the workload of a board: bench4s, pack16s, pack15s, or pack16s-managed, all but the drivers, which signs in managed code.
    /// </summary>
    public static Workload Create(string board) => board switch
    {
        "bench4s" => new BenchWorkload("bench-4s", 1),
        "pack16s" => new BenchWorkload("pack-16s", 10),
        "pack15s" => new BenchWorkload("pack-15s", 10),
        "pack16s-managed" => new StandInWorkload(16, true),
        _ => throw new ArgumentException($"board '{board}': bench4s, pack16s, pack15s or pack16s-managed"),
    };
}

namespace Bms.Nano.Workloads;

/// <summary>Something that runs the firmware tick by tick, the same way every time.</summary>
public abstract class Workload
{
    /// <summary>Object from which everything that the firmware holds can be reached.</summary>
    public abstract object Root { get; }

    /// <summary>Runs tick <paramref name="number"/>, from 1.</summary>
    public abstract void Tick(int number);

    /// <summary>Makes the workload of a board: bench4s or pack16s.</summary>
    public static Workload Create(string board) => board switch
    {
        "bench4s" => new BenchWorkload(),
        "pack16s" => new StandInWorkload(16),
        _ => throw new ArgumentException($"board '{board}': bench4s or pack16s"),
    };
}

using System.Globalization;
using Bms.Metering;

namespace Bms.Nano.Cost;

/// <summary>`cost`: runs the named workloads over the metered firmware, prints the figures and holds them against the budget.</summary>
public static class CostCommand
{
    private const int WarmUp_ticks = 50;
    private const int Ticks = 6000;
    private const int TicksPerSecond = 10;

    private static readonly string[] Boards = ["bench4s", "pack16s"];

    /// <summary>Methods whose cost has a figure of its own: name of the figure, method, called how.</summary>
    private static readonly (string Figure, string Method)[] Parts =
    [
        ("sample_il", "PackSampler.Sample"),
        ("protect_il", "ProtectionManager.Step"),
        ("estimate_second_il", "SocEstimator.Estimate"),
        ("charge_step_il", "CcCvCharger.Step"),
        ("telemetry_record_il", "TelemetryReporter.SendLive"),
    ];

    /// <summary>Returns 0 when every figure is within the budget, 1 when one is not, 2 when the budget file is wrong.</summary>
    public static int Run(string budgetPath, TextWriter output, TextWriter error)
    {
        if (!Budget.TryRead(budgetPath, out Budget budget, out string mistake))
        {
            error.WriteLine(mistake);
            return 2;
        }

        MeteredFirmware firmware = MeteredWorkload.Firmware();
        bool within = true;
        foreach (string board in Boards)
        {
            foreach ((string name, long value) in Measure(firmware, board))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} = {value}"));
                within &= budget.Holds(name, value, error);
            }

            PrintDearest(firmware, board, output);
            PrintLargest(firmware, board, output);
        }

        long own_bytes = Allocations.Own_bytes(firmware);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Allocations.Figure} = {own_bytes}"));
        within &= budget.Holds(Allocations.Figure, own_bytes, error);

        return within ? 0 : 1;
    }

    /// <summary>Every figure of a board; the same run gives the same counts.</summary>
    public static IEnumerable<(string Name, long Value)> Measure(MeteredFirmware firmware, string board)
    {
        ArgumentNullException.ThrowIfNull(firmware);
        MeteredWorkload workload = Warm(firmware, board);
        int tick = WarmUp_ticks;
        firmware.Reset();
        long transfers = workload.Transfers;
        long worst = 0;
        long quiet = long.MaxValue;
        for (int i = 0; i < Ticks; i++)
        {
            long before = firmware.Total;
            workload.Tick(++tick);
            long spent = firmware.Total - before;
            worst = Math.Max(worst, spent);
            quiet = Math.Min(quiet, spent);
        }

        string prefix = $"cost.{board}.";
        long perSecond = firmware.Total * TicksPerSecond / Ticks;
        yield return (prefix + "il_per_s", perSecond);
        yield return (prefix + "protect_tick_il", ProtectTick(firmware));
        yield return (prefix + "quietest_tick_il", quiet);
        yield return (prefix + "worst_tick_il", worst);
        foreach ((string figure, string method) in Parts)
        {
            (long instructions, long calls) = firmware.Of(method);
            yield return (prefix + figure, calls > 0 ? instructions / calls : 0);
        }

        yield return (prefix + "hmac_managed_il", PerCall(firmware, "ManagedHmacSha256.ComputeTag"));
        yield return (prefix + "heap_bytes", HeapSize.Reachable_bytes(workload.Root));
        foreach ((string figure, long value) in AnomalyCost.Figures(firmware, workload.Root, Ticks / TicksPerSecond))
        {
            yield return (prefix + figure, value);
        }

        double hours = Ticks / (3600.0 * TicksPerSecond);
        yield return (prefix + "transfers_per_s", (workload.Transfers - transfers) * TicksPerSecond / Ticks);
        yield return (prefix + "library_bytes_per_h", (long)(Allocations.Library_bytes(firmware, workload.Transfers - transfers) / hours));
        foreach (int rate in (int[])[1, 2, 3])
        {
            yield return ($"{prefix}cpu_permille_at_{rate}M_il_per_s", perSecond / (rate * 1000));
        }
    }

    private static MeteredWorkload Warm(MeteredFirmware firmware, string board)
    {
        MeteredWorkload workload = MeteredWorkload.Start(firmware, board);
        for (int tick = 1; tick <= WarmUp_ticks; tick++)
        {
            workload.Tick(tick);
        }

        return workload;
    }

    // What every tick runs: measuring, protecting, deciding the mode, commanding the switches, counting the charge.
    private static long ProtectTick(MeteredFirmware firmware)
    {
        string[] rest = ["BmsController.Decide", "TelemetryReporter.Step", "PackWatch.Step"];
        (long all, long ticks) = firmware.Of("BmsController.Step");
        return (all - rest.Sum(name => firmware.Of(name).Instructions)) / Math.Max(1, ticks);
    }

    private static long PerCall(MeteredFirmware firmware, string method)
    {
        (long instructions, long calls) = firmware.Of(method);
        return calls > 0 ? instructions / calls : 0;
    }

    private static void PrintLargest(MeteredFirmware firmware, string board, TextWriter output)
    {
        output.WriteLine($"# {board}: the ten classes that hold most of the heap, bytes");
        IReadOnlyDictionary<string, long> classes = HeapSize.ByClass_bytes(Warm(firmware, board).Root);
        foreach ((string name, long bytes) in classes.OrderByDescending(c => c.Value).Take(10))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"#   {bytes,8}  {name}"));
        }
    }

    private static void PrintDearest(MeteredFirmware firmware, string board, TextWriter output)
    {
        output.WriteLine($"# {board}: the ten dearest methods, share of all instructions, instructions a call, calls a second");
        foreach (int i in Enumerable.Range(0, firmware.Methods.Length).OrderByDescending(i => firmware.Own[i]).Take(10))
        {
            double share = 100.0 * firmware.Own[i] / firmware.Total;
            double calls = firmware.Calls[i] * (double)TicksPerSecond / Ticks;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"#   {share,5:F1} %  {firmware.Own[i] / Math.Max(1, firmware.Calls[i]),8}  {calls,9:F1}  {firmware.Methods[i]}"));
        }
    }
}

using Bms.Simulator.Bench;

namespace Bms.Nano.Workloads;

/// <summary>The whole firmware of a board over its virtual chips: drive for five minutes, then charge.</summary>
public sealed class BenchWorkload : Workload
{
    private readonly VirtualBench _bench;
    private readonly double _scale;

    /// <summary>For a board whose cells have so many times the capacity of bench-4s.</summary>
    public BenchWorkload(string board, double scale)
    {
        _bench = new VirtualBench(new BenchOptions { Board = BoardKind.Of(board), Seed = 7 });
        _scale = scale;
    }

    public override object Root => _bench.Firmware.Controller ?? throw new InvalidOperationException("the firmware has not booted");

    public override long Transfers => _bench.Machine.Bus(1).Transfers;

    public override void Tick(int number)
    {
        if (number == 100)
        {
            _bench.Firmware.Controller?.Ask(Request.Discharge);
        }

        if (number == 3000)
        {
            _bench.Pack.Charger.SupplyPresent = true;
            _bench.Firmware.Controller?.Ask(Request.Charge);
        }

        // A load that moves every second, so that plausibility and counters have work; it comes once the switches have closed onto it.
        _bench.Pack.Load.SetCurrent_A(number is > 150 and < 3000 ? _scale * (2.0 + 0.5 * (number / 10 % 7)) : 0.0);
        _bench.Step();
    }
}

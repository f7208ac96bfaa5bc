using Bms.Boards;
using Bms.Config;
using Bms.Drivers;
using Bms.Ports;
using Bms.Storage;
using Bms.Telemetry;
using Bms.Twins;

namespace Bms.Nano.Workloads;

/// <summary>The logic of the firmware for any number of cells over stand-in ports: everything but drivers.</summary>
public sealed class StandInWorkload : Workload
{
    private readonly StandInPack _pack;
    private readonly BmsController _controller;

    public StandInWorkload(int cells, bool managedMac)
    {
        _pack = new StandInPack(cells);
        PackConfig config = Bench4s.Pack();
        config.CellCount = cells;
        config.ProbeCount = 4;
        byte[] key = [.. "a key for counting only"u8];
        using IDisposable visit = VirtualMachine.Enter(new VirtualMachine());
        var telemetry = new BoardTelemetry
        {
            Identity = new DeviceIdentity("bench", [0, 0, 0, 1], 1),
            Mac = managedMac ? new ManagedHmacSha256(key) : new HmacSha256Mac(key),
            Store = _pack,
            Link = _pack,
        };
        BootCounter.TryProvision(_pack, 1);
        _controller = new BmsController(config, _pack.Ports(), telemetry.CreateReporter("pack-16s", config));
        _controller.Start(0);
    }

    public override object Root => _controller;

    public override void Tick(int number)
    {
        if (number is 100 or 3000)
        {
            _controller.Ask(number == 100 ? Request.Discharge : Request.Charge);
        }

        _pack.Move(number is > 100 and < 3000 ? -2000 - (500 * (number / 10 % 7)) : number >= 3000 ? 2400 : 0);
        _controller.Step(number * 100L);
    }
}

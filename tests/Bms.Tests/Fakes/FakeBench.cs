using Bms.Config;
using Bms.Ports;
using Bms.Protection;
using Bms.Telemetry;

namespace Bms.Tests.Fakes;

/// <summary>The whole controller on fake ports, with the time that it is told.</summary>
internal sealed class FakeBench
{
    public readonly FakeCells Cells;
    public readonly FakeCurrent Current = new();
    public readonly FakeProbe[] Probes;
    public readonly FakeSwitches Switches = new();
    public readonly FakeCharger Charger = new();
    public readonly FakeHeartbeat Heartbeat = new();
    public readonly FakeBus Bus = new();
    public readonly BmsController Bms;
    public long Uptime_ms;

    private readonly int _tick_ms;

    public FakeBench(long start_ms = 0, Action<PackConfig>? change = null, Action<FakeCells>? wire = null,
        TelemetryReporter? reporter = null, Action<FakeBench, BmsPorts>? fit = null)
    {
        PackConfig pack = TestPack.Config();
        change?.Invoke(pack);
        _tick_ms = pack.Tick_ms;
        Cells = new FakeCells(4);
        wire?.Invoke(Cells);
        Probes = [new FakeProbe(), new FakeProbe(), new FakeProbe()];
        BmsPorts ports = Ports();
        fit?.Invoke(this, ports);
        Bms = new BmsController(pack, ports, reporter);
        Uptime_ms = start_ms;
        Bms.Start(start_ms);
    }

    public PackState State => Bms.State;

    public BmsPorts Ports() => new()
    {
        Bus = Bus,
        Cells = Cells,
        Current = Current,
        Probes = [.. Probes.Cast<ITemperatureSensor>()],
        Switches = Switches,
        Charger = Charger,
        Heartbeat = Heartbeat,
    };

    public bool IsActive(Fault fault) => (State.Active & 1L << (int)fault) != 0;

    public void Run(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            Uptime_ms += _tick_ms;
            Bms.Step(Uptime_ms);
        }
    }

    /// <summary>Steps until <paramref name="goal"/> holds; the number of steps it took.</summary>
    public int RunUntil(Func<bool> goal, int atMost)
    {
        for (int i = 1; i <= atMost; i++)
        {
            Run(1);
            if (goal())
            {
                return i;
            }
        }

        throw new Xunit.Sdk.XunitException($"not reached within {atMost} steps");
    }

    /// <summary>Past the self-test and into the mode that was asked for.</summary>
    public FakeBench Into(Request request)
    {
        Bms.Ask(request);
        Run(10);
        return this;
    }
}

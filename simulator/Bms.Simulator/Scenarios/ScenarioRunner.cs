using System.Diagnostics;
using Bms.Mqtt;
using Bms.Simulator.Bench;
using Bms.Simulator.Broker;
using Bms.Simulator.Faults;
using Bms.Simulator.Scenarios.Expectations;
using Bms.Simulator.Scenarios.Format;
using Bms.Simulator.Trace;
using Bms.World;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// Plays one scenario: the board's firmware on its virtual bench, what happens to it, and what must come of it. The same scenario with
/// the same seed gives the same result, byte for byte.
/// </summary>
public sealed class ScenarioRunner
{
    private const int LastTurns = 100;
    private const int PaceMask = 1023; // a clock is dearer than a step
    private const long Grace_us = 1_000_000;

    private readonly Scenario _scenario;
    private readonly VirtualBench _bench;
    private readonly BrokerUplink? _uplink;
    private readonly Stage _stage;
    private readonly RecordCheck _records;
    private readonly Observer _observer;
    private readonly EventWatch _events;
    private readonly CellWatch _cells;
    private readonly TraceRecorder _trace;
    private readonly IReadOnlyList<Expectation> _expectations;
    private readonly FaultHits _hits = new();
    private readonly RestWatch _rest = new();
    private readonly bool _everyTick;
    private bool _opened;
    private bool _disturbed;
    private bool _rested;

    /// <summary>
    /// With a <paramref name="broker"/> the records go there and what it hands out is verified; virtual time waits for it.
    /// </summary>
    public ScenarioRunner(Scenario scenario, RealBroker? broker = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        _scenario = scenario;
        BrokerUplink? uplink = null;
        BenchOptions options = OptionsOf(scenario);
        _bench = new VirtualBench(broker is null ? options : options with { Uplink = bench => uplink = LinkOf(bench, broker) });
        _uplink = uplink;
        _stage = new Stage(scenario, _bench);
        _records = new RecordCheck(_bench);
        _observer = new Observer(_bench, _records);
        _events = new EventWatch(_bench);
        _expectations = scenario.CreateExpectations();
        int cells = _bench.Pack.Cells;
        _cells = new CellWatch(scenario.Cell.Limits, cells, Grace_us);
        double period_s = TraceRecorder.Period_s(scenario.Duration_us / 1e6);
        _everyTick = period_s < 1;
        _trace = new TraceRecorder(cells, scenario.Board.ProbeCount, period_s, scenario.NoVerdict != null);
        _bench.WorldTicked = Look;
        Prepare();
    }

    /// <summary>Hears now and then which share of the run is done, 0 to 1.</summary>
    public Action<double>? Progress { get; init; }

    /// <summary>Sees every look at the run; it is one object, filled anew each time.</summary>
    public Action<Observation>? Looked { get; set; }

    /// <summary>Hears the name and the bytes of each alarm's recording that the board has sent.</summary>
    public Action<string, byte[]>? Recorded
    {
        init => _records.Recorded = value;
    }

    /// <summary>Makes board or firmware worse than they are, before the run: how a test sees whether the scenario would notice.</summary>
    internal Action<VirtualBench>? Worsen
    {
        init => value?.Invoke(_bench);
    }

    /// <summary>True: a virtual second takes a real one.</summary>
    public bool Realtime { get; init; }

    /// <summary>False: nobody wants the trace, it stays empty.</summary>
    public bool Traced { get; init; } = true;

    /// <summary>True: a run whose processor is dead ends once its pack is at rest; nothing more can happen to it.</summary>
    public bool StopsAtRest { get; init; }

    /// <summary>True when nothing is left to play.</summary>
    public bool Ended => _bench.Clock.Now_us >= _scenario.Duration_us || _rested;

    /// <summary>Virtual time in us.</summary>
    public long Now_us => _bench.Clock.Now_us;

    /// <summary>What must come of it, in the order of the file, as far as it is known.</summary>
    public IReadOnlyList<Expectation> Expectations => _expectations;

    /// <summary>Plays it; once.</summary>
    public RunResult Run()
    {
        var watch = Stopwatch.StartNew();
        long steps = 0;
        while (!Ended)
        {
            Step();
            _uplink?.Settle();
            if (Realtime || (++steps & PaceMask) == 0) Pace(watch);
        }

        Finish();
        return Result(watch.Elapsed.TotalSeconds);
    }

    // What the firmware still holds goes out to a real broker before the run is judged.
    private void Finish()
    {
        bool isDone = _uplink == null;
        for (int turn = 0; turn < LastTurns && !isDone; turn++)
        {
            _uplink!.Settle();
            isDone = _bench.Firmware.Controller?.Drain() ?? true;
        }
    }

    /// <summary>Plays one period, for whoever wants to stop, look or keep a snapshot on the way.</summary>
    public void Step()
    {
        if (!_opened)
        {
            _opened = true;
            _stage.Open();
        }

        _stage.RunBetweenSteps();
        _bench.RestsWhenParked = !_everyTick && !_disturbed && !_stage.Waits && Looked == null;
        _observer.StepBegins();
        _bench.Step();
    }

    private RunResult Result(double wall_s) => new()
    {
        Scenario = _scenario,
        Outcomes = [.. _expectations.Select(e => new Outcome(e.Text, e.Finish())), Survival()],
        Events = _events.Events,
        Hits = _hits.All,
        Struck = _hits.Struck + _stage.Bus.Disturbed,
        Records = _records.Counts,
        Extremes = _bench.Extremes,
        CellsOutside = _cells.Outside,
        Trace = _trace.Table,
        Virtual_s = _bench.Clock.Now_us / 1e6,
        Steps = _bench.Firmware.Steps,
        Wall_s = wall_s,
    };

    private static BrokerUplink LinkOf(VirtualBench bench, RealBroker broker)
    {
        BenchOptions options = bench.Options;
        string filter = $"bms/v1/+/{options.Site}/{Convert.ToHexStringLower([.. options.DeviceId])}/+";
        return new BrokerUplink(broker, bench.Link, bench.Broker, filter, () => bench.Clock.Now_us, options.Seed);
    }

    /// <summary>The bench that a scenario asks for.</summary>
    internal static BenchOptions OptionsOf(Scenario scenario)
    {
        Node node = scenario.Node;
        BenchOptions options = new()
        {
            Board = scenario.Board,
            Use = scenario.Use,
            Seed = scenario.Seed,
            Hardware = scenario.Hardware,
            ConnectsSecurely = node.Has("link") && node.Text("link") == "tls",
            ConnectsUnderLoad = node.Flag("connects_under_load", false),
            FirstUptime_ms = (long)(node.Number("uptime_s", 0) * 1000),
            Chemistry = scenario.NamedChemistry,
            Pack = ScenarioCell.Into(scenario.Board.Cells, scenario),
        };
        return options with { Key = RecordCheck.Key(options.DeviceId, options.KeyEpoch) };
    }

    private void Prepare()
    {
        if (ScenarioCell.LifeOf(_scenario.Node) is { } life)
        {
            _bench.Pack.Age(life);
        }

        foreach (Node cell in _scenario.Cells)
        {
            _bench.Pack.SetCapacityFactor(cell.Whole("cell") - 1, cell.Number("capacity_factor", 1));
            _bench.Pack.SetResistanceFactor(cell.Whole("cell") - 1, cell.Number("resistance_factor", 1));
        }

        foreach (ChipAccess access in _scenario.AccessesAwaited)
        {
            access.Watch(_bench.Hardware.Find(access.Chip)!.Chip, () => _observer.Look.Accesses.Add(access));
        }

        foreach (Entry entry in _scenario.Timeline)
        {
            Plan(entry.Begin, () => Play(entry));
        }

        foreach (Entry fault in _scenario.Faults)
        {
            Plan(fault.Begin, () => Break(fault));
        }
    }

    private void Plan(Trigger trigger, Action begin)
    {
        if (trigger.When is Condition condition)
        {
            _stage.When(condition, begin);
        }
        else
        {
            _stage.Agenda.Add(trigger.At_us!.Value, begin);
        }
    }

    private void Play(Entry entry)
    {
        Began(entry.Name);
        _hits.Strikes(entry.Name);
        string name = entry.Name.Length > 0 ? entry.Name + ": " : string.Empty;
        _events.Note(_stage.Now_us, RunEventKind.Timeline, name + Actions.Describe(entry.Node));
        Actions.Do(_stage, entry.Node);
    }

    private void Break(Entry fault)
    {
        _disturbed = true;
        Began(fault.Name);
        _events.Note(_stage.Now_us, RunEventKind.Fault, fault.Name + " begins");
        string kind = fault.Node.Shape.Name;
        _hits.Begins(kind);
        Action end = FaultKinds.Of(kind).Begin(_stage, fault.Node);
        long? end_us = fault.Length_us is long length_us ? _stage.Now_us + length_us : fault.Until_us;
        if (end_us is long time_us)
        {
            _stage.Agenda.Add(time_us, () =>
            {
                _events.Note(_stage.Now_us, RunEventKind.Fault, fault.Name + " ends");
                _hits.Ends(kind);
                end();
            });
        }
    }

    private void Began(string name)
    {
        if (name.Length > 0)
        {
            _observer.Look.Began_us.TryAdd(name, _stage.Now_us);
        }
    }

    private void Look(long now_us)
    {
        Observation look = _observer.See(now_us);
        _events.Observe(look);
        int outside = _cells.Outside;
        _cells.Observe(look);
        if (_cells.Outside > outside)
        {
            _events.Note(now_us, RunEventKind.Damage, "outside of its limits: " + _cells.Last);
        }

        _hits.Observe(look);
        foreach (Expectation expectation in _expectations)
        {
            expectation.Observe(look);
        }

        if (Traced) _trace.Observe(look);

        Looked?.Invoke(look);
        _stage.Observe(look);
        _rested = StopsAtRest && _rest.Observe(look, _stage.Agenda.Next_us);
    }

    private Outcome Survival() => new("the firmware runs without an exception",
        new Verdict(_bench.Firmware.Crash == null, _bench.Firmware.Crash?.Message ?? "none"));

    private void Pace(Stopwatch watch)
    {
        Progress?.Invoke((double)_bench.Clock.Now_us / _scenario.Duration_us);
        double ahead_ms = (_bench.Clock.Now_us / 1000.0) - watch.Elapsed.TotalMilliseconds;
        if (Realtime && ahead_ms > 1)
        {
            Thread.Sleep((int)ahead_ms);
        }
    }
}

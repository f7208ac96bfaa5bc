using Bms.Simulator.Bench;
using Bms.World;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// The bench of one run with everything that happens on it by the scenario's order. The world changes at its very time, also in the
/// midst of a firmware step; what somebody does to the firmware itself (a request, a reset) waits for the end of the step.
/// </summary>
public sealed class Stage
{
    private readonly Queue<Action> _betweenSteps = new();
    private readonly List<(Condition Condition, Action Begin)> _waiting = [];
    private int _loadNumber;
    private bool _obeys;
    private double _allowed_A = double.PositiveInfinity;
    private (double Draw, LoadMode Mode)? _asked;

    public Stage(Scenario scenario, VirtualBench bench)
    {
        Scenario = scenario;
        Bench = bench;
        Bus = new Faults.BusFaults(scenario.Seed, bench.Hardware.Bus);
        bench.Woken = Run;
    }

    /// <summary>What is played.</summary>
    public Scenario Scenario { get; }

    /// <summary>The bench.</summary>
    public VirtualBench Bench { get; }

    /// <summary>What disturbs the bus.</summary>
    public Faults.BusFaults Bus { get; }

    /// <summary>What is to come.</summary>
    public Agenda Agenda { get; } = new();

    /// <summary>Present virtual time in us.</summary>
    public long Now_us => Bench.Clock.Now_us;

    /// <summary>Begins when the condition holds for the first time: at a look, or at the very transfer when it waits for one.</summary>
    public void When(Condition condition, Action begin)
    {
        if (condition.Access is ChipAccess access)
        {
            access.Watch(Bench.Hardware.Find(access.Chip)!.Chip, () =>
            {
                // In the midst of a transfer: the world must stand at this moment before it changes, and what follows needs an alarm.
                Bench.Hardware.Settle();
                begin();
                Bench.Wake_us = Agenda.Next_us;
            });
        }
        else
        {
            _waiting.Add((condition, begin));
        }
    }

    /// <summary>Does what is due at the very beginning, and sets the first alarm.</summary>
    public void Open() => Run(Now_us);

    /// <summary>True while an entry waits for a condition, or a load for what the firmware allows: every tick may bring it.</summary>
    public bool Waits => _waiting.Count > 0 || _obeys;

    /// <summary>Tries the conditions that entries wait for.</summary>
    public void Observe(Observation look)
    {
        if (_obeys) FollowLimit(Bench.Firmware.Controller?.State);
        for (int i = 0; i < _waiting.Count; i++)
        {
            (Condition condition, Action begin) = _waiting[i];
            if (condition.Holds(look))
            {
                _waiting.RemoveAt(i--);
                Agenda.Add(look.Time_us, begin);
            }
        }

        Bench.Wake_us = Agenda.Next_us;
    }

    /// <summary>Does it once the firmware has finished its step.</summary>
    public void BetweenSteps(Action action) => _betweenSteps.Enqueue(action);

    /// <summary>Does it to the firmware, once it has booted and finished its step.</summary>
    public void ToFirmware(Action<BmsController> action) => BetweenSteps(() => Tell(action));

    /// <summary>Does what waited for the end of the step.</summary>
    public void RunBetweenSteps()
    {
        for (int waiting = _betweenSteps.Count; waiting > 0; waiting--)
        {
            _betweenSteps.Dequeue()();
        }
    }

    /// <summary>The load gets a new purpose: what changed it before must stop doing so. Returns the number of the purpose.</summary>
    public int TakeLoad()
    {
        _asked = null;
        return ++_loadNumber;
    }

    /// <summary>The load asks for a current in A or a power in W; a load that obeys gets what the firmware allows of it.</summary>
    public void Draw(double draw, LoadMode mode = LoadMode.Current)
    {
        _asked = (draw, mode);
        draw *= Scenario.LoadFactor;
        if (mode == LoadMode.Current) Bench.Pack.Load.SetCurrent_A(Math.Min(draw, _allowed_A));
        else Bench.Pack.Load.SetPower_W(Math.Min(draw, _allowed_A == 0 ? 0 : _allowed_A * Bench.Pack.StackVoltage_V));
    }

    /// <summary>From now on the load takes no more than the firmware allows, or all that it asks for.</summary>
    public void ObeyLimit(bool obeys)
    {
        _obeys = obeys;
        FollowLimit(Bench.Firmware.Controller?.State);
    }

    // A motor controller that hears nothing asks for nothing.
    private void FollowLimit(PackState? state)
    {
        double allowed_A = !_obeys ? double.PositiveInfinity : (state?.DischargeLimit_mA ?? 0) / 1000.0;
        if (allowed_A != _allowed_A)
        {
            _allowed_A = allowed_A;
            if (_asked is var (draw, mode)) Draw(draw, mode);
        }
    }

    /// <summary>True while the load still has the purpose of that number.</summary>
    public bool HasLoad(int number) => number == _loadNumber;

    private void Tell(Action<BmsController> action)
    {
        if (Bench.Firmware.Controller is BmsController controller)
        {
            action(controller);
        }
        else
        {
            ToFirmware(action);
        }
    }

    private void Run(long now_us)
    {
        Agenda.Run(now_us);
        Bench.Wake_us = Agenda.Next_us;
    }
}

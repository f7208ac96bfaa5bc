using Bms.Simulator.Broker;
using Bms.Twins;
using Bms.World;

namespace Bms.Simulator.Bench;

/// <summary>
/// A board with its pack, its firmware and a broker, in virtual time. The world ticks on a grid of 100 ms whatever the firmware
/// does, also in the midst of a step that a stuck bus holds up; the firmware steps on the same grid as long as its steps are short
/// enough. Between two calls of <see cref="Step"/> everything stands at a tick, and anything may be changed: load, ambient, supply, faults.
/// </summary>
public sealed class VirtualBench
{
    /// <summary>Period of the world's ticks and of the firmware's loop in us.</summary>
    public const int Period_us = 100_000;

    private long _tick_us;
    private bool _rests;
    private long _wake_us = long.MaxValue;

    /// <summary>A bench switched on at virtual time 0; the firmware is booting.</summary>
    /// <exception cref="ArgumentException">A field of the options or of the pack is out of its range.</exception>
    public VirtualBench(BenchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WatchdogTimeout_us, Period_us);
        Options = options;
        Pack = new Pack(options.Pack with { Seed = options.Seed, Safety = options.Safety });
        Hardware = options.Board.Build(Machine, Pack, options);
        Broker = new VirtualBroker();
        Link = new VirtualLink(Broker, Clock, Drivers.M2MqttLink.MaxUnderWay + 1);
        Connecting = new ConnectConditions { IsSecure = options.ConnectsSecurely, UnderLoad = options.ConnectsUnderLoad };
        Uplink = options.Uplink?.Invoke(this) ?? new VirtualUplink(Link, Broker, Clock, Connecting, options.Seed);
        Extremes = new WorldExtremes(Pack);
        Firmware = new FirmwareHost(Machine, Hardware, options, Flash, Uplink);
        Extremes.Look();
        Clock.Alarm = OnAlarm;
        Hardware.SwitchesMoved = SetAlarm;
        SetAlarm();
    }

    /// <summary>What the bench was made from.</summary>
    public BenchOptions Options { get; }

    /// <summary>Clock, bus and pins.</summary>
    public VirtualMachine Machine { get; } = new();

    /// <summary>Virtual time.</summary>
    public VirtualClock Clock => Machine.Clock;

    /// <summary>The real pack, with load and charger.</summary>
    public Pack Pack { get; }

    /// <summary>The board's chips, switches and watchdog.</summary>
    public BoardHardware Hardware { get; }

    /// <summary>The processor.</summary>
    public FirmwareHost Firmware { get; }

    /// <summary>The processor's flash memory.</summary>
    public FlashStore Flash { get; } = new();

    /// <summary>The broker that the device publishes to.</summary>
    public VirtualBroker Broker { get; }

    /// <summary>The device's network thread.</summary>
    public DeviceUplink Uplink { get; }

    /// <summary>What the device meets when it connects.</summary>
    public ConnectConditions Connecting { get; }

    /// <summary>The network between device and broker.</summary>
    public VirtualLink Link { get; }

    /// <summary>How far the real pack has gone.</summary>
    public WorldExtremes Extremes { get; }

    /// <summary>Periods of the loop that could not begin in time because a step took too long.</summary>
    public long Overruns { get; private set; }

    /// <summary>
    /// True: while the firmware has parked a pack without current, the world is looked at as often as the firmware looks, once a second,
    /// and then makes the ticks in between; at once when something wakes either of them. For whoever waits for nothing that such a pack
    /// could do meanwhile.
    /// </summary>
    public bool RestsWhenParked { get; set; }

    /// <summary>
    /// Called at every tick of the world with its time in us, once pack and chips stand there: the place to change load, supply or faults
    /// at a time, even while the firmware is held up. It must not move the clock.
    /// </summary>
    public Action<long>? WorldTicked { get; set; }

    /// <summary>When <see cref="Woken"/> is called next, in us, on the grid or between its points; long.MaxValue = never.</summary>
    public long Wake_us
    {
        get => _wake_us;
        set
        {
            _wake_us = value;
            SetAlarm();
        }
    }

    /// <summary>
    /// Called at <see cref="Wake_us"/> with the time in us, once pack and chips stand there, after <see cref="WorldTicked"/> when both are
    /// due: the place to change the world at a time between two ticks. It may set the next time; it must not move the clock.
    /// </summary>
    public Action<long>? Woken { get; set; }

    /// <summary>
    /// One period: the firmware makes its step, then time goes on to the next tick at which it can begin again.
    /// </summary>
    public void Step()
    {
        long start_us = Clock.Now_us;
        if (_rests && !MayRest)
        {
            // Somebody has woken the firmware: it must see the world as it is now.
            _rests = false;
            OnAlarm();
        }

        Firmware.Step();
        if (_rests != MayRest)
        {
            _rests = !_rests;
            SetAlarm();
        }

        long spent_us = Clock.Now_us - start_us;
        long periods = Math.Max(1, (spent_us + Period_us - 1) / Period_us);
        Overruns += periods - 1;
        Clock.Advance_us(start_us + (periods * Period_us) - Clock.Now_us);
    }

    /// <summary>Steps for a virtual time in s, rounded up to periods.</summary>
    public void Run_s(double duration_s)
    {
        long end_us = Clock.Now_us + (long)(duration_s * 1e6);
        while (Clock.Now_us < end_us)
        {
            Step();
        }
    }

    /// <summary>The whole board loses its supply for a moment: chips and processor start anew, flash is kept.</summary>
    public void PowerCycle()
    {
        Firmware.PowerOff();
        Hardware.PowerCycle();
        Firmware.PowerOn();
    }

    private bool MayRest => RestsWhenParked && Firmware.Controller is { IsParked: true } && Pack.Current_A == 0.0;

    private long NextTick_us => _tick_us + (_rests ? Parking.Period_ms * 1000L : Period_us);

    private void OnAlarm()
    {
        Hardware.Tick();
        long now_us = Clock.Now_us;
        if (now_us >= NextTick_us)
        {
            _tick_us = now_us;
            Extremes.Look();
            Link.Pump();
            WorldTicked?.Invoke(now_us);
        }

        if (now_us >= Wake_us)
        {
            Wake_us = long.MaxValue;
            _rests = false;
            Woken?.Invoke(now_us);
        }

        SetAlarm();
    }

    // The second level acts at its own time: what converts after that must not see the world before.
    private void SetAlarm() => Clock.Alarm_us = Math.Min(
        Math.Min(Wake_us, NextTick_us), Math.Min(Hardware.Due_us, Pack.NextChange_us));
}

using Bms.Boards;
using Bms.Ports;
using Bms.Simulator.Broker;
using Bms.Storage;
using Bms.Telemetry;
using Bms.Twins;

namespace Bms.Simulator.Bench;

/// <summary>What the processor is doing.</summary>
public enum ProcessorState
{
    /// <summary>Held in reset, or without power: its pins float.</summary>
    Off,

    /// <summary>On its way from reset to the first line of the firmware.</summary>
    Booting,

    /// <summary>Stepping.</summary>
    Running,

    /// <summary>Stuck: its pins keep their levels, nothing runs.</summary>
    Hung,

    /// <summary>An exception has ended the firmware's only thread; otherwise like Hung.</summary>
    Crashed,

    /// <summary>Killed, perhaps in the midst of a step or of a transfer.</summary>
    Dead,
}

/// <summary>
/// The processor of a board with the real firmware on it: boots it, steps it, and can reset, hang or stall it.
/// </summary>
public sealed class FirmwareHost
{
    // What the app waits for its last records and for its farewell.
    private const long LastRecords_us = 3_000_000, Farewell_us = 1_500_000;

    private readonly VirtualMachine _machine;
    private readonly BoardHardware _hardware;
    private readonly BenchOptions _options;
    private readonly FlashStore _flash;
    private readonly DeviceUplink _uplink;
    private long _reset_us;
    private long _ahead_ms;
    private long _stall_us;
    private long _sleepPeriod_us, _awake_us;
    private bool _stepping;
    private bool _failsAllocation;
    private long? _closing_us, _farewell_us;

    public FirmwareHost(VirtualMachine machine, BoardHardware hardware, BenchOptions options, FlashStore flash, DeviceUplink uplink)
    {
        ArgumentNullException.ThrowIfNull(hardware);
        ArgumentNullException.ThrowIfNull(options);
        _machine = machine;
        _hardware = hardware;
        _options = options;
        _flash = flash;
        _uplink = uplink;
        BootCounter.TryProvision(flash, options.KeyEpoch);
        PowerOn();
        _ahead_ms = options.FirstUptime_ms;
    }

    /// <summary>The firmware; null until it has booted and after a reset.</summary>
    public BmsController? Controller { get; private set; }

    /// <summary>What the processor is doing.</summary>
    public ProcessorState State { get; private set; }

    /// <summary>What ended the firmware's thread, if something did.</summary>
    public Exception? Crash { get; private set; }

    /// <summary>Times that the firmware has started.</summary>
    public int Boots { get; private set; }

    /// <summary>Steps that the firmware has made, over all boots.</summary>
    public long Steps { get; private set; }

    /// <summary>Virtual time that the last step took, in us: bus, waits, stalls.</summary>
    public long LastStep_us { get; private set; }

    /// <summary>Longest step so far in us of virtual time.</summary>
    public long LongestStep_us { get; private set; }

    /// <summary>Time since the last reset in ms, or what the clock was ahead at the first: the firmware's own time.</summary>
    public long Uptime_ms => _ahead_ms + SinceReset_ms;

    private long SinceReset_ms => (_machine.Clock.Now_us - _reset_us) / 1000;

    /// <summary>Called with each new controller once it has started, so that a request or the time of day can be given to it.</summary>
    public Action<BmsController>? Started { get; set; }

    /// <summary>Reset is released: boot time begins.</summary>
    public void PowerOn()
    {
        PowerOff();
        _reset_us = _machine.Clock.Now_us;
        _ahead_ms = 0;
        State = ProcessorState.Booting;
    }

    /// <summary>Holds the processor in reset: all pins float and the firmware's memory is gone, flash is kept.</summary>
    public void PowerOff()
    {
        _hardware.ReleasePins();
        _uplink.PowerOff();
        (_closing_us, _farewell_us) = (null, null);
        Controller = null;
        State = ProcessorState.Off;
    }

    /// <summary>Nothing runs any more until the next <see cref="PowerOn"/>; the pins stay as they are.</summary>
    public void Hang() => State = State == ProcessorState.Running ? ProcessorState.Hung : State;

    /// <summary>
    /// Nothing runs any more from this instant on, also in the midst of a step: a transfer that is under way takes no effect. The pins stay
    /// as they are until somebody changes them.
    /// </summary>
    public void Kill()
    {
        State = ProcessorState.Dead;
        _machine.Clock.Interrupt = _stepping ? new ProcessorDiedException() : null;
    }

    /// <summary>The supply goes at this very instant, in the midst of a step: nothing more of it happens.</summary>
    public void LoseSupply()
    {
        State = ProcessorState.Dead;
        throw new ProcessorDiedException();
    }

    /// <summary>The firmware restarts in order, as the board's app does: it lets its last records go and says that it goes.</summary>
    public void Restart() => _closing_us = State == ProcessorState.Running ? _machine.Clock.Now_us : null;

    /// <summary>
    /// While the pack stands by, the processor sleeps and wakes for <paramref name="awake_us"/> in each <paramref name="period_us"/>, as a
    /// parked board that spares its pack: memory and pins are kept, nothing runs in between. A period of 0 ends it.
    /// </summary>
    public void SleepBetween(long period_us, long awake_us) => (_sleepPeriod_us, _awake_us) = (period_us, awake_us);

    private bool Sleeps => _sleepPeriod_us > 0 && Controller?.State.Mode == Mode.Standby
        && _machine.Clock.Now_us % _sleepPeriod_us >= _awake_us;

    /// <summary>The next step is held up for a time in us before it begins, as by a native call that blocks every thread.</summary>
    public void StallNextStep(long stall_us) => _stall_us = stall_us;

    /// <summary>The next step runs out of memory at its first transfer; the board's app then closes in order and restarts.</summary>
    public void FailNextAllocation() => _failsAllocation = true;

    /// <summary>One period of the firmware's loop at the present time.</summary>
    public void Step()
    {
        _stepping = true;
        try
        {
            if (State == ProcessorState.Booting && SinceReset_ms >= _options.BootTime_ms)
            {
                Boot();
            }

            if (State == ProcessorState.Running && _closing_us is long closing_us)
            {
                StepClosing(_machine.Clock.Now_us - closing_us);
            }
            else if (State == ProcessorState.Running && !Sleeps)
            {
                StepController();
            }
        }
        catch (ProcessorDiedException)
        {
            // Kill has said all that there is to say.
        }
        catch (AllocationFailedException)
        {
            _failsAllocation = false;
            CloseInOrder();
        }
        catch (Exception exception)
        {
            // As on a board: the thread ends, the pins keep their levels, and the world goes on.
            Crash = exception;
            State = ProcessorState.Crashed;
        }
        finally
        {
            _stepping = false;
            _machine.Clock.Interrupt = null;
        }
    }

    private void CloseInOrder()
    {
        try
        {
            Controller!.Close();
            Restart();
        }
        catch (ProcessorDiedException)
        {
            // The supply went while the last state was being written.
        }
    }

    private void Boot()
    {
        using IDisposable visit = VirtualMachine.Enter(_machine);
        Boots++;
        BoardTelemetry? telemetry = _options.Telemetry ? Telemetry() : null;
        Controller = _hardware.Boot(new VirtualDelay(_machine.Clock), telemetry);
        if (telemetry != null)
        {
            _uplink.Boot(telemetry, "bms-" + Convert.ToHexStringLower(telemetry.Identity.Kid), new ManagedHmacSha256([.. _options.Key]));
        }

        Controller.Start(Uptime_ms);
        State = ProcessorState.Running;
        Started?.Invoke(Controller);
    }

    private BoardTelemetry Telemetry() => new()
    {
        Identity = new DeviceIdentity(_options.Site, [.. _options.DeviceId], _options.KeyEpoch),
        Mac = new ManagedHmacSha256([.. _options.Key]),
        Store = _flash,
        Link = _uplink,
    };

    private void StepClosing(long closing_us)
    {
        if (closing_us == 0)
        {
            Controller!.Close();
        }

        _uplink.TakeTurn(Uptime_ms, false);
        if (_farewell_us is long farewell_us)
        {
            if (_machine.Clock.Now_us - farewell_us >= Farewell_us)
            {
                _uplink.Keeper?.Drop();
                PowerOn();
            }
        }
        else if (Controller!.Drain() || closing_us >= LastRecords_us)
        {
            _uplink.Keeper?.SayFarewell(Uptime_ms);
            _farewell_us = _machine.Clock.Now_us;
        }
    }

    private void StepController()
    {
        long start_us = _machine.Clock.Now_us;
        _machine.Clock.Advance_us(_stall_us);
        _stall_us = 0;
        _uplink.TakeTurn(Uptime_ms, Controller!.State.Mode is Mode.Charge or Mode.Discharge);
        if (State != ProcessorState.Running)
        {
            return; // it died in a call to connect, and what that threw is the network thread's own
        }

        _machine.Clock.Interrupt = _failsAllocation ? new AllocationFailedException() : null;
        Controller!.Step(Uptime_ms);
        Steps++;
        LastStep_us = _machine.Clock.Now_us - start_us;
        LongestStep_us = Math.Max(LongestStep_us, LastStep_us);
    }

    /// <summary>What the board's runtime throws when its memory is full.</summary>
    private sealed class AllocationFailedException : Exception;

    /// <summary>Unwinds the firmware from the wait in which its processor has died.</summary>
    private sealed class ProcessorDiedException : Exception;
}

using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.World;

namespace Bms.Simulator.Reactions;

/// <summary>What blocks the processor between cause and reaction.</summary>
internal enum Stall
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A native call that goes on for longer than any watchdog waits: a TLS handshake with a silent peer.</summary>
    NativeCall,

    /// <summary>One transfer on a line that is held.</summary>
    HeldTransfer,

    /// <summary>Nothing, but the pack is parked: the firmware looks at it once a second.</summary>
    Parked,
}

/// <summary>What the kinds of stall have in common.</summary>
internal static class Stalls
{
    /// <summary>True for what blocks the processor.</summary>
    internal static bool Blocks(this Stall stall) => stall is Stall.NativeCall or Stall.HeldTransfer;
}

/// <summary>
/// What became of one trial, in us from the cause on; null = never. <paramref name="Dark"/>: both switches are open in the end.
/// <paramref name="Trouble"/> is a sentence: what was wrong beside the times.
/// </summary>
internal sealed record TrialResult(long? Detected_us, long? Opened_us, bool Dark, string? Trouble);

/// <summary>
/// One trial: a new board is brought into a mode, the cause strikes at a given time, and the clock is read when the row is raised and when
/// the real switches stand open. They must then stay open, and in standby a request must not close them.
/// </summary>
internal sealed class Trial
{
    /// <summary>Length of the native call in us: more than the slowest watchdog of the tray.</summary>
    internal const long NativeCall_us = 4_000_000;

    private const long Grace_us = 1_000_000;
    private const double After_s = 0.5;

    // The same on both boards: the firmware commands it in each cycle.
    private const int ChargeGatePin = Bench4sHardware.ChargeGatePin;

    private readonly Rig _rig;
    private readonly Stimulus _cause;
    private readonly Mode _mode;
    private readonly Stall _stall;
    private readonly ReactionBound _bound;
    private long? _struck_us, _detected_us;
    private long _stallEnd_us;

    internal Trial(Rig rig, Stimulus cause, Mode mode, Stall stall, ReactionBound bound)
    {
        _rig = rig;
        _cause = cause;
        _mode = mode;
        _stall = stall;
        _bound = bound;
    }

    /// <summary>Changes the firmware once it has booted: how a test makes it worse than it is.</summary>
    internal Action<BmsController>? Tamper { get; init; }

    /// <summary>Events in the firmware's log when the cause struck.</summary>
    internal int EventsBefore { get; private set; }

    /// <summary>The board, as the trial has left it.</summary>
    internal Rig Rig => _rig;

    /// <summary>By how much a stall holds the firmware up at most, in us.</summary>
    internal static long Length_us(Stall stall, BoardTiming board) =>
        stall switch
        {
            Stall.NativeCall => NativeCall_us,
            Stall.HeldTransfer => board.LineTimeout_us,
            Stall.Parked => (Parking.Period_ms * 1000L) - board.Tick_us,
            _ => 0,
        };

    private VirtualBench Bench => _rig.Bench;

    private Reaction Reaction => _cause.MustOpen ?? _rig.Row.Reaction;

    // In standby all switches are open already; a warning opens none.
    private bool Opens => _mode != Mode.Standby && Reaction != Reaction.None;

    private bool IsOpen => ((Reaction & Reaction.StopCharge) == 0 || !Bench.Pack.ChargeSwitch)
        && ((Reaction & Reaction.StopDischarge) == 0 || !Bench.Pack.DischargeSwitch);

    /// <summary>Plays it; the cause strikes <paramref name="phase_us"/> after the firmware has settled in its mode.</summary>
    internal TrialResult Play(long phase_us)
    {
        Bench.Firmware.Started = Tamper;
        _cause.Prepare(_rig);
        if (!_rig.Enter(_mode, _cause.IsReady, _stall == Stall.Parked))
        {
            return Fail($"the mode {_mode} is not reached");
        }

        if (IsRaised || (Opens && IsOpen))
        {
            return Fail("it has acted before the cause");
        }

        WatchVerdicts();
        Bench.Woken = Strike;
        Bench.Wake_us = Bench.Clock.Now_us + phase_us;
        long deadline_us = Bench.Wake_us + Math.Max(_bound.Detected_us, _bound.Opened_us) + Grace_us;
        while (!IsDone && Bench.Clock.Now_us < deadline_us)
        {
            Bench.Step();
        }

        return Judge();
    }

    // While a processor starts again there is no firmware that could have raised anything.
    private bool IsRaised => Bench.Firmware.Controller is { } firmware && (firmware.State.Active & (1L << (int)_rig.Row.Fault)) != 0;

    private bool IsDone => _struck_us != null && Bench.Clock.Now_us >= _stallEnd_us
        && (Opens ? IsOpen && (_detected_us != null || _stall.Blocks()) : _detected_us != null);

    // The firmware commands its switches once a cycle, right after its verdict: at that instant the log has the row, or has it not.
    private void WatchVerdicts()
    {
        Action<int, bool>? before = Bench.Machine.Gpio.Written;
        Bench.Machine.Gpio.Written = (pin, level) =>
        {
            before?.Invoke(pin, level);
            if (pin == ChargeGatePin && _struck_us != null && _detected_us == null && IsRaised)
            {
                _detected_us = Bench.Clock.Now_us;
            }
        };
    }

    private void Strike(long now_us)
    {
        if (_struck_us != null)
        {
            BeginStall(now_us);
            return;
        }

        _struck_us = now_us;
        EventsBefore = _rig.Controller.Events.Written;
        _cause.Strike(_rig);
        if (_stall.Blocks())
        {
            Bench.Wake_us = now_us + (long)_rig.Random.Uniform(0, _bound.Detected_us);
            _stallEnd_us = long.MaxValue;
        }
    }

    private void BeginStall(long now_us)
    {
        long length_us = Length_us(_stall, _rig.Timing);
        _stallEnd_us = now_us + length_us + _rig.Timing.Tick_us;
        if (_stall == Stall.NativeCall)
        {
            Bench.Firmware.StallNextStep(length_us);
        }
        else
        {
            _rig.Line.Transfers = Math.Max(_rig.Line.Transfers, 1);
        }
    }

    private TrialResult Judge()
    {
        bool opened = IsOpen;
        Bench.Run_s(After_s);
        if (Bench.Firmware.Crash is Exception crash)
        {
            return Fail("the firmware's thread has ended: " + crash.Message);
        }

        if (Opens && opened && !IsOpen)
        {
            return Fail("a switch has closed again");
        }

        if (_mode == Mode.Standby && _detected_us != null && !_rig.Row.Interrupts && Closes())
        {
            return Fail("a request in standby is granted all the same");
        }

        return new TrialResult(_detected_us - _struck_us, Opens && opened ? Moved_us() - _struck_us : null,
            !Bench.Pack.ChargeSwitch && !Bench.Pack.DischargeSwitch, null);
    }

    private bool Closes()
    {
        PackState state = _rig.Controller.State;
        _rig.Controller.Ask((Reaction & Reaction.StopCharge) != 0 ? Request.Charge : Request.Discharge);
        Bench.Run_s(After_s);
        return ((Reaction & Reaction.StopCharge) != 0 && state.ChargeCommand)
            || ((Reaction & Reaction.StopDischarge) != 0 && state.DischargeCommand);
    }

    // A switch that was open before the cause counts from the cause on.
    private long Moved_us()
    {
        long charge_us = (Reaction & Reaction.StopCharge) != 0 ? _rig.Hardware.ChargeSwitchMoved_us : 0;
        long discharge_us = (Reaction & Reaction.StopDischarge) != 0 ? _rig.Hardware.DischargeSwitchMoved_us : 0;
        return Math.Max(_struck_us!.Value, Math.Max(charge_us, discharge_us));
    }

    private static TrialResult Fail(string trouble) => new(null, null, false, trouble);
}

using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using Bms.World.SecondLevel;

namespace Bms.Simulator.Scenarios;

/// <summary>Notes what happens in a run, for people: what the firmware logs, its modes, the switches, and what the scenario does.</summary>
internal sealed class EventWatch(VirtualBench bench)
{
    private readonly List<RunEvent> _events = [];
    private BmsController? _controller;
    private int _seen;
    private Mode? _mode;
    private (bool Charge, bool Discharge) _switches;
    private int _seenSafety;
    private int _expiries;
    private readonly HashSet<int> _gone = [];
    private int _alarms;

    /// <summary>What happened so far, in order of time; of one time in the order in which it was seen.</summary>
    internal IReadOnlyList<RunEvent> Events => [.. _events.OrderBy(e => e.Time_s)];

    /// <summary>Notes something that the scenario does now.</summary>
    internal void Note(long time_us, RunEventKind kind, string text) => _events.Add(new RunEvent(time_us / 1e6, kind, text));

    /// <summary>Looks what has changed.</summary>
    internal void Observe(Observation look)
    {
        BmsController? controller = bench.Firmware.Controller;
        if (!ReferenceEquals(controller, _controller))
        {
            _controller = controller;
            _seen = 0;
            _mode = null;
            // A processor goes off between two steps, that is at a tick.
            bool off = controller == null;
            Note(off ? look.Previous_us : look.Acted_us, RunEventKind.Mode, off ? "the processor is off" : "the firmware starts");
        }

        if (controller != null)
        {
            ReadLog(controller, look);
            SeeMode(look);
        }

        for (; _alarms < look.Alarms.Count; _alarms++)
        {
            Note(look.Acted_us, RunEventKind.Anomaly, "detector: " + look.Alarms[_alarms].Text);
        }

        SeeSwitches(look);
        SeeSecondLevel();
        SeeRunaways(look);
    }

    private void SeeRunaways(Observation look)
    {
        for (int cell = 0; cell < look.Truth.RunsAway.Length; cell++)
        {
            if (look.Truth.RunsAway[cell] && _gone.Add(cell))
            {
                Note(look.Time_us, RunEventKind.Damage, $"thermal runaway: cell {cell + 1} at {look.Truth.Core_C[cell]:0} degC");
            }
        }
    }

    private void SeeSecondLevel()
    {
        IReadOnlyList<SafetyEvent> events = bench.Pack.Safety.Events;
        for (; _seenSafety < events.Count; _seenSafety++)
        {
            Note(events[_seenSafety].Time_us, RunEventKind.SecondLevel, events[_seenSafety].Text);
        }

        HeartbeatWatchdog watchdog = bench.Hardware.Watchdog;
        if (watchdog.Expiries != _expiries && bench.Hardware.Spec.WatchdogGates)
        {
            Note(watchdog.Expired_us, RunEventKind.SecondLevel, "watchdog opens both switches: no heartbeat");
        }

        _expiries = watchdog.Expiries;
    }

    private void SeeMode(Observation look)
    {
        if (look.State.Mode != _mode)
        {
            _mode = look.State.Mode;
            Note(look.Acted_us, RunEventKind.Mode, $"mode {_mode}");
        }
    }

    private void SeeSwitches(Observation look)
    {
        if (look.Truth.ChargeSwitch != _switches.Charge)
        {
            Note(look.ChargeSwitchMoved_us, RunEventKind.Switch, "charge switch " + Verb(look.Truth.ChargeSwitch));
        }

        if (look.Truth.DischargeSwitch != _switches.Discharge)
        {
            Note(look.DischargeSwitchMoved_us, RunEventKind.Switch, "discharge switch " + Verb(look.Truth.DischargeSwitch));
        }

        _switches = (look.Truth.ChargeSwitch, look.Truth.DischargeSwitch);
    }

    private static string Verb(bool closed) => closed ? "closes" : "opens";

    private void ReadLog(BmsController controller, Observation look)
    {
        EventLog log = controller.Events;
        for (_seen = Math.Max(_seen, log.Oldest - 1); _seen < log.Written; _seen++)
        {
            int number = _seen + 1;
            ProtectionRow row = controller.Table.Rows[log.Row(number)];
            RunEventKind kind = !log.Raised(number) ? RunEventKind.Cleared
                : row.Reaction == Reaction.None ? RunEventKind.Warning : RunEventKind.Trip;
            string verb = log.Raised(number) ? "raised" : "cleared";
            string value = Value(controller.Sample, row, log.Channel(number), log.Value(number));
            Note(look.Acted_us, kind, $"{row.Fault} {verb}{value}");
        }
    }

    // A row that watches a yes or no has nothing to add to its name.
    private static string Value(PackSample sample, ProtectionRow row, int channel, int value)
    {
        bool isTemperature = ReferenceEquals(row.Signal, sample.Temperature_ddegC);
        bool isYesOrNo = row.Watch == Watch.Bits || (row.Watch == Watch.Above && row.Limit[channel] == 1);
        string who = ReferenceEquals(row.Signal, sample.Cell_mV) ? $"cell {channel + 1}, "
            : isTemperature ? $"probe {channel + 1}, " : string.Empty;
        string what = row.Watch == Watch.Age ? $"age {value} ms"
            : isTemperature ? $"{value / 10.0:0.0} degC"
            : ReferenceEquals(row.Signal, sample.LoopGap_ms) ? $"{value} ms"
            : ReferenceEquals(row.Signal, sample.ProtectorRepairs) ? $"{value} repairs"
            : ReferenceEquals(row.Signal, sample.Current_mA) ? $"{value} mA" : $"{value} mV";
        return isYesOrNo ? string.Empty : $": {who}{what}";
    }
}

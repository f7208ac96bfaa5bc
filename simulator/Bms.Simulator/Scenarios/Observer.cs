using Bms.Simulator.Bench;
using Bms.World;
using Bms.World.SecondLevel;

namespace Bms.Simulator.Scenarios;

/// <summary>Looks at a bench: fills one observation again and again.</summary>
internal sealed class Observer
{
    private readonly VirtualBench _bench;
    private readonly RecordCheck _records;
    private readonly AlarmWatch _alarms = new();
    private long _stepStart_us;
    private long _stepsBefore;

    internal Observer(VirtualBench bench, RecordCheck records)
    {
        _bench = bench;
        _records = records;
        int cells = bench.Pack.Cells;
        Look = new Observation { Truth = new Truth(cells), Sample = new PackSample(cells, bench.Options.Board.ProbeCount) };
    }

    /// <summary>What was seen last.</summary>
    internal Observation Look { get; }

    /// <summary>The firmware is about to make a step.</summary>
    internal void StepBegins()
    {
        _stepStart_us = _bench.Clock.Now_us;
        _stepsBefore = _bench.Firmware.Steps;
    }

    /// <summary>Looks at the present tick.</summary>
    internal Observation See(long now_us)
    {
        FirmwareHost firmware = _bench.Firmware;
        Look.Previous_us = Look.Time_us;
        Look.Time_us = now_us;

        // In the midst of a step that is held up the state may change at any time; the tick is the latest that it can have been.
        Look.Acted_us = firmware.Steps > _stepsBefore ? _stepStart_us + firmware.LastStep_us : now_us;
        if (firmware.Controller is BmsController controller)
        {
            Look.Sample = controller.Sample;
            Look.State = controller.State;
        }

        _alarms.Observe(firmware.Controller, Look);
        Look.ChargeSwitchMoved_us = _bench.Hardware.ChargeSwitchMoved_us;
        Look.DischargeSwitchMoved_us = _bench.Hardware.DischargeSwitchMoved_us;
        Look.ProcessorRuns = firmware.State is ProcessorState.Running or ProcessorState.Booting;
        Look.Starts = firmware.Boots;
        Look.Records = _records.Counts;
        SeeTruth(_bench.Pack, Look.Truth);
        SeeHealth(_bench.Pack, Look.Truth);
        SeeSecondLevel(_bench.Pack.Safety, _bench.Hardware);
        Look.Truth.CellsBleeding = _bench.Hardware.CellsBleeding;
        Look.Truth.FrontEndAsleep = _bench.Hardware.FrontEndAsleep;
        return Look;
    }

    private void SeeSecondLevel(SafetyPath safety, BoardHardware hardware)
    {
        bool watchdog = hardware.Watchdog.Allows || !hardware.Spec.WatchdogGates;
        Look.Truth.SecondLevel = new SecondLevelTruth(
            safety.ChargeFet, safety.DischargeFet, safety.FuseWhole, safety.CutOffClosed, watchdog);
        long acted_us = safety.Events.Count > 0 ? safety.Events[^1].Time_us : 0;
        Look.SecondLevelMoved_us = Math.Max(acted_us, hardware.Watchdog.Expired_us);
    }

    private static void SeeTruth(Pack pack, Truth truth)
    {
        truth.Current_A = pack.Current_A;
        truth.Stack_V = pack.StackVoltage_V;
        truth.Ambient_C = pack.Ambient_C;
        truth.ChargeSwitch = pack.ChargeSwitch;
        truth.DischargeSwitch = pack.DischargeSwitch;
        truth.SwitchHeat_W = SwitchHeat_W(pack);
        truth.ChargerOn = pack.Charger.Active;
        for (int cell = 0; cell < pack.Cells; cell++)
        {
            truth.Cell_V[cell] = pack.CellVoltage_V(cell);
            truth.Surface_C[cell] = pack.CellSurface_C(cell);
            truth.Core_C[cell] = pack.CellCore_C(cell);
            truth.Soc[cell] = pack.Soc(cell);
        }
    }

    private void SeeHealth(Pack pack, Truth truth)
    {
        truth.Extrapolated = _bench.Extremes.Outside;
        if (pack.KnowsPlating)
        {
            truth.PlatingMargin_V = double.PositiveInfinity;
            for (int cell = 0; cell < pack.Cells; cell++)
            {
                truth.PlatingMargin_V = Math.Min(truth.PlatingMargin_V, pack.PlatingMargin_V(cell));
            }
        }

        if (!pack.HasReacted)
        {
            return;
        }

        truth.ReactionHeat_J = 0;
        for (int cell = 0; cell < pack.Cells; cell++)
        {
            truth.ReactionHeat_J += pack.ReactionHeat_J(cell);
            truth.RunsAway[cell] = pack.RunsAway(cell);
        }
    }

    // Between the second level and the terminals lie the shunt and the switches.
    private static double SwitchHeat_W(Pack pack)
    {
        double current_A = pack.Current_A;
        double lost_W = current_A == 0 ? 0 : Math.Abs((pack.TerminalVoltage_V - pack.BoardVoltage_V) * current_A);
        return lost_W - (current_A * current_A * pack.Spec.ShuntResistance_ohm);
    }
}

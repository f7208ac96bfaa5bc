namespace Bms.Simulator.Chips;

/// <summary>Phases of the BQ25798's charging cycle; the numbers are CHG_STAT's (9.5.1.24 of SLUSDV2B).</summary>
public enum ChargePhase
{
    /// <summary>Not charging.</summary>
    Off = 0,

    /// <summary>A battery below 2.25 V gets 100 mA.</summary>
    Trickle = 1,

    /// <summary>A battery below VBAT_LOWV gets IPRECHG.</summary>
    Precharge = 2,

    /// <summary>Constant current.</summary>
    Fast = 3,

    /// <summary>Constant voltage.</summary>
    Taper = 4,

    /// <summary>The current has fallen below ITERM; waits for the recharge threshold.</summary>
    Done = 7,
}

/// <summary>
/// The charging cycle that a BQ25798 runs on its own (9.3.9 of SLUSDV2B): trickle, precharge, constant current, constant voltage, end,
/// recharge, with its safety timers and its thermistor's limits. It decides; the chip carries it out.
/// </summary>
internal sealed class Bq25798Cycle(Bq25798Settings settings)
{
    private const double TrickleBelow_V = 2.25, Trickle_A = 0.1, Regulating_V = 0.005, OverVoltage = 1.04;
    private const double Cold_C = 0, Hot_C = 60;

    private long _phaseSince_us;
    private long _lowSince_us = -1;

    public ChargePhase Phase { get; private set; }

    /// <summary>The phase whose safety timer has run out; charging stays off until it is disabled and enabled again.</summary>
    public ChargePhase TimedOut { get; private set; }

    public bool OverVoltageProtection { get; private set; }

    /// <summary>Bits 3 to 0 of REG1F: cold, cool, warm, hot.</summary>
    public int ThermistorStatus { get; private set; }

    /// <summary>Voltage to regulate to, in volt.</summary>
    public double Target_V { get; private set; }

    /// <summary>Current to give, in ampere; 0 = off.</summary>
    public double Limit_A { get; private set; }

    /// <summary>After power-up.</summary>
    public void Reset()
    {
        Phase = TimedOut = ChargePhase.Off;
        _lowSince_us = -1;
    }

    /// <summary>One look at the battery. <paramref name="enabled"/>: EN_CHG, CE pin, supply and host all allow charging.</summary>
    public void Update(bool enabled, double battery_V, double charge_A, double thermistor_C, long now_us)
    {
        ThermistorStatus = settings.IgnoresThermistor ? 0 : Temperature(thermistor_C);
        OverVoltageProtection = battery_V > settings.Regulation_V * OverVoltage;
        if (!enabled)
        {
            TimedOut = ChargePhase.Off;
            _lowSince_us = -1;
            Enter(ChargePhase.Off, now_us);
        }
        else if (TimedOut == ChargePhase.Off)
        {
            Enter(Next(battery_V, charge_A, now_us), now_us);
            WatchTimer(now_us);
        }

        Limit_A = Allowed_A();
    }

    private ChargePhase Next(double battery_V, double charge_A, long now_us)
    {
        if (Phase is ChargePhase.Off or ChargePhase.Done)
        {
            return Recharges(battery_V, now_us) ? PhaseAt(battery_V) : Phase;
        }

        ChargePhase next = PhaseAt(battery_V);
        bool ends = next == ChargePhase.Taper && settings.TerminationEnabled && charge_A < settings.Termination_A && Limit_A > 0;
        return ends ? ChargePhase.Done : next;
    }

    /// <summary>A cycle begins when the battery has been below the recharge threshold for its time (9.3.9.1).</summary>
    private bool Recharges(double battery_V, long now_us)
    {
        if (battery_V >= settings.RechargeBelow_V)
        {
            _lowSince_us = -1;
            return false;
        }

        _lowSince_us = _lowSince_us < 0 ? now_us : _lowSince_us;
        return now_us - _lowSince_us >= settings.RechargeDelay_us;
    }

    private ChargePhase PhaseAt(double battery_V)
    {
        if (battery_V < TrickleBelow_V)
        {
            return ChargePhase.Trickle;
        }

        if (battery_V < settings.FastChargeFrom_V)
        {
            return ChargePhase.Precharge;
        }

        return battery_V >= Target_V - Regulating_V && Target_V > 0 ? ChargePhase.Taper : ChargePhase.Fast;
    }

    private void Enter(ChargePhase next, long now_us)
    {
        bool sameTimer = next == Phase || (IsFast(next) && IsFast(Phase));
        Phase = next;
        _phaseSince_us = sameTimer ? _phaseSince_us : now_us;
    }

    private static bool IsFast(ChargePhase phase) => phase is ChargePhase.Fast or ChargePhase.Taper;

    private void WatchTimer(long now_us)
    {
        if (now_us - _phaseSince_us >= settings.Limit_us(Phase))
        {
            TimedOut = Phase;
            Enter(ChargePhase.Off, now_us);
        }
    }

    private double Allowed_A()
    {
        bool warm = (ThermistorStatus & 2) != 0;
        Target_V = settings.Regulation_V - (warm ? Math.Max(0, settings.WarmDrop_V) : 0);
        bool suspended = (ThermistorStatus & 9) != 0 || (warm && (settings.WarmDrop_V < 0 || settings.WarmShare < 0));
        double share = warm ? settings.WarmShare : (ThermistorStatus & 4) != 0 ? settings.CoolShare : 1;
        if (suspended || share < 0 || OverVoltageProtection)
        {
            return 0;
        }

        return Phase switch
        {
            ChargePhase.Trickle => Trickle_A,
            ChargePhase.Precharge => Math.Min(settings.Precharge_A, settings.Current_A),
            ChargePhase.Fast or ChargePhase.Taper => settings.Current_A * share,
            _ => 0,
        };
    }

    private int Temperature(double thermistor_C) => thermistor_C switch
    {
        < Cold_C => 8,
        > Hot_C => 1,
        _ when thermistor_C < settings.Cool_C => 4,
        _ when thermistor_C > settings.Warm_C => 2,
        _ => 0,
    };
}

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

namespace Bms.Simulator.Chips;

/// <summary>What the register bytes of a BQ25798 say, in physical units (section 9.5 of SLUSDV2B).</summary>
internal sealed class Bq25798Settings(byte[] registers)
{
    // 9.5.1.6, VBAT_LOWV and 9.5.1.11, CHG_TMR.
    private static readonly double[] s_fastChargeFrom = [0.15, 0.622, 0.667, 0.714];
    private static readonly long[] s_fastTimer_s = [5 * 3600, 8 * 3600, 12 * 3600, 24 * 3600];

    // 9.5.1.8, TRECHG and 9.5.1.13, WATCHDOG; 0 = off.
    private static readonly long[] s_rechargeDelay_us = [64_000, 256_000, 1_024_000, 2_048_000];
    private static readonly long[] s_watchdog_us = [0, 500_000, 1_000_000, 2_000_000, 20_000_000, 40_000_000, 80_000_000, 160_000_000];

    // 9.5.1.20, JEITA_VSET in volt below VREG, JEITA_ISET as a share of ICHG; negative = charging suspended.
    private static readonly double[] s_warmVoltage_V = [-1, 0.8, 0.6, 0.4, 0.3, 0.2, 0.1, 0];
    private static readonly double[] s_shareOfCurrent = [-1, 0.2, 0.4, 1];

    public double Regulation_V => Word(Bq25798Registers.ChargeVoltage, 0x7FF) * 0.010;

    public double Current_A => Word(Bq25798Registers.ChargeCurrent, 0x1FF) * 0.010;

    public double Precharge_A => Math.Max(1, registers[Bq25798Registers.Precharge] & 0x3F) * 0.040;

    public double FastChargeFrom_V => Regulation_V * s_fastChargeFrom[registers[Bq25798Registers.Precharge] >> 6];

    public double Termination_A => Math.Max(1, registers[Bq25798Registers.Termination] & 0x1F) * 0.040;

    public double RechargeBelow_V => Regulation_V - 0.050 - ((registers[Bq25798Registers.Recharge] & 0x0F) * 0.050);

    public long RechargeDelay_us => s_rechargeDelay_us[(registers[Bq25798Registers.Recharge] >> 4) & 3];

    public int Cells => (registers[Bq25798Registers.Recharge] >> 6) + 1;

    public bool ChargeEnabled => Bit(Bq25798Registers.Control0, 5);

    public bool HighImpedance => Bit(Bq25798Registers.Control0, 2);

    public bool TerminationEnabled => Bit(Bq25798Registers.Control0, 1);

    public bool WatchdogStopsCharging => Bit(Bq25798Registers.Termination, 5);

    public long Watchdog_us => s_watchdog_us[registers[Bq25798Registers.Control1] & 7];

    public bool IgnoresThermistor => Bit(Bq25798Registers.Ntc1, 0);

    public double Cool_C => 5 + (5 * (registers[Bq25798Registers.Ntc1] >> 6));

    public double Warm_C => 40 + (5 * ((registers[Bq25798Registers.Ntc1] >> 4) & 3));

    /// <summary>Volt taken off VREG while warm; negative = no charging while warm.</summary>
    public double WarmDrop_V => s_warmVoltage_V[registers[Bq25798Registers.Ntc0] >> 5];

    /// <summary>Share of ICHG while warm; negative = no charging while warm.</summary>
    public double WarmShare => s_shareOfCurrent[(registers[Bq25798Registers.Ntc0] >> 3) & 3];

    /// <summary>Share of ICHG while cool; negative = no charging while cool.</summary>
    public double CoolShare => s_shareOfCurrent[(registers[Bq25798Registers.Ntc0] >> 1) & 3];

    /// <summary>Longest stay in a charging phase in us, long.MaxValue = not limited (9.3.9.4).</summary>
    public long Limit_us(ChargePhase phase)
    {
        int timers = registers[Bq25798Registers.Timers];
        return phase switch
        {
            ChargePhase.Trickle when (timers & 0x20) != 0 => 3600 * 1_000_000L,
            ChargePhase.Precharge when (timers & 0x10) != 0 => (Bit(Bq25798Registers.OtgCurrent, 7) ? 1800 : 7200) * 1_000_000L,
            ChargePhase.Fast or ChargePhase.Taper when (timers & 0x08) != 0 => s_fastTimer_s[(timers >> 1) & 3] * 1_000_000L,
            _ => long.MaxValue,
        };
    }

    private int Word(int address, int mask) => ((registers[address] << 8) | registers[address + 1]) & mask;

    private bool Bit(int address, int bit) => ((registers[address] >> bit) & 1) != 0;
}

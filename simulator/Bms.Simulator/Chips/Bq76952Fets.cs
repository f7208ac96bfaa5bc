namespace Bms.Simulator.Chips;

/// <summary>
/// The FET logic of a BQ76952 (SLUUBY2B, section 5.2.3): what is allowed and not blocked closes. In series configuration a FET whose body
/// diode carries current is closed even against the host's word, the reading of the manual that surprises a host most. The discharge FET
/// waits for precharge when that is enabled.
/// </summary>
internal sealed class Bq76952Fets
{
    /// <summary>Bits of FET Status (12.2.20).</summary>
    public const int Chg = 1, Pchg = 2, Dsg = 4, Pdsg = 8;

    private const long Check_us = 250_000;

    private long _precharge_us = -1;

    /// <summary>Bits as the drivers are now.</summary>
    public int State { get; private set; }

    /// <summary>What the host holds open: bit 0 DSG, 1 PDSG, 2 CHG, 3 PCHG (table 12-29).</summary>
    public int HostOff { get; set; }

    /// <summary>Levels of the pins CFETOFF and DFETOFF; they act only when the data memory gives them that function.</summary>
    public bool ChargeOffPin { get; set; }

    public bool DischargeOffPin { get; set; }

    /// <summary>FETs in autonomous control (Manufacturing Status); otherwise test mode, in which they stay off.</summary>
    public bool Enabled { get; set; }

    /// <summary>Opens everything at once.</summary>
    public void Off()
    {
        State = 0;
        _precharge_us = -1;
    }

    /// <summary>Decides anew; true when a driver moves.</summary>
    public bool Update(Bq76952Config config, Bq76952Protections trips, Bq76952View view, bool asleep, long now_us)
    {
        Bq76952Memory memory = config.Memory;
        int options = memory[0x9308];
        bool may = (options & 0x08) != 0 && Enabled && !(trips.FailStatusA != 0 && (memory.U2(0x925F) & 2) != 0);
        int host = (options & 0x04) != 0 ? HostOff : 0;
        bool chargeFault = Masked(trips, memory, 0x9265), dischargeFault = Masked(trips, memory, 0x9269);
        (bool chargePin, bool dischargePin) = Pins(memory);
        bool charge = may && !chargeFault && !chargePin && (host & 4) == 0 && !(asleep && (options & 2) == 0);
        bool path = may && !dischargeFault && !dischargePin;
        bool low = memory.I2(0x930A) > 0 && view.Lowest_V * 1000 < memory.I2(0x930A);
        bool precharging = low && may && !chargeFault && !chargePin && (host & 8) == 0;
        (bool discharge, bool predischarge) = Discharge(memory, options, path, host, view, now_us);
        charge &= !low;
        if ((options & 1) != 0 && may)
        {
            double diode_A = memory.I2(0x9273) * 1e-3;
            charge |= !chargePin && (discharge || predischarge) && view.Current_A < -diode_A;
            discharge |= !dischargePin && (charge || precharging) && view.Current_A > diode_A;
        }

        int state = (charge ? Chg : 0) | (precharging ? Pchg : 0) | (discharge ? Dsg : 0) | (predischarge && !discharge ? Pdsg : 0);
        bool moved = state != State;
        State = state;
        return moved;
    }

    /// <summary>When precharge is looked at next; long.MaxValue = it is not under way.</summary>
    public long Due_us => _precharge_us < 0 ? long.MaxValue : _precharge_us;

    private (bool Discharge, bool Predischarge) Discharge(
        Bq76952Memory memory, int options, bool path, int host, Bq76952View view, long now_us)
    {
        bool allowed = path && (host & 1) == 0;
        bool wanted = path && ((host & 1) == 0 || (host & 2) == 0);
        if ((options & 0x10) == 0 || ((State & Dsg) != 0 && allowed))
        {
            _precharge_us = -1;
            return (allowed, false);
        }

        if (!wanted)
        {
            _precharge_us = -1;
            return (false, false);
        }

        if (_precharge_us < 0)
        {
            _precharge_us = now_us + Check_us;
            _timeout_us = memory[0x930E] == 0 ? long.MaxValue : now_us + (memory[0x930E] * 10_000L);
        }

        bool predischarge = (host & 2) == 0;
        if (now_us < Math.Min(_precharge_us, _timeout_us))
        {
            return (false, predischarge);
        }

        // 5.2.3.2.2: the delta is looked at every 250 ms.
        bool up = memory[0x930F] != 0 && view.Load_V >= view.Stack_V - (memory[0x930F] * 0.01);
        bool done = allowed && (up || now_us >= _timeout_us);
        _precharge_us = done ? -1 : now_us + Check_us;
        return (done, predischarge && !done);
    }

    private long _timeout_us;

    private (bool Charge, bool Discharge) Pins(Bq76952Memory memory)
    {
        // Function 2 is the pin's own; bit 7 turns its polarity, bit 6 of DFETOFF makes it open both (tables 6-4 and 6-5).
        bool charge = (memory[0x92FA] & 3) == 2 && ChargeOffPin == ((memory[0x92FA] & 0x80) == 0);
        bool discharge = (memory[0x92FB] & 3) == 2 && DischargeOffPin == ((memory[0x92FB] & 0x80) == 0);
        return (charge || (discharge && (memory[0x92FB] & 0x40) != 0), discharge);
    }

    private static bool Masked(Bq76952Protections trips, Bq76952Memory memory, int address) =>
        (trips.StatusA & memory[address]) != 0
        || (trips.StatusB & memory[address + 1]) != 0
        || (trips.StatusC & memory[address + 2]) != 0;
}

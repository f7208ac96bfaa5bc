namespace Bms.Simulator.Chips;

/// <summary>
/// The primary protections of a BQ76952 and two of its permanent failures (SLUUBY2B, chapter 5). Bit order of the statuses: tables 5-1 to
/// 5-6. Not modelled: the latched forms (COVL, OCDL, SCDL), load detection, precharge time-out, OTF, the other permanent failures.
/// </summary>
internal sealed class Bq76952Protections
{
    /// <summary>Bits of the statuses A and B.</summary>
    private const int Under = 2, Over = 3, Charge = 4, Discharge1 = 5, Discharge2 = 6, Short = 7;
    private const int ColdCharge = 0, ColdDischarge = 1, ColdDie = 2, HotCharge = 4, HotDischarge = 5, HotDie = 6;
    private const int SafetyUnder = 0, SafetyOver = 1;
    private const long Second_us = 1_000_000;

    private readonly TripTimer[] _a = Make(), _b = Make(), _c = Make(), _fail = Make();
    private readonly Bq76952Errors _errors;
    private Bq76952Config _config = null!;
    private bool _busy;

    public Bq76952Protections(Bq76952Errors errors) => _errors = errors;

    public int AlertA => Bits(_a, fault: false);

    public int AlertB => Bits(_b, fault: false);

    public int AlertC => Bits(_c, fault: false);

    public int StatusA => Bits(_a, fault: true);

    public int StatusB => Bits(_b, fault: true);

    public int StatusC => Bits(_c, fault: true) | (HostSilent ? 2 : 0);

    public int FailAlertA => Bits(_fail, fault: false);

    public int FailStatusA => Bits(_fail, fault: true);

    /// <summary>The host watchdog has expired; a valid transfer ends it.</summary>
    public bool HostSilent { get; set; }

    /// <summary>Permanent failures count at all (Manufacturing Status, bit 6).</summary>
    public bool FailuresEnabled { get; set; }

    /// <summary>Starts anew with what the data memory says now.</summary>
    public void Start(Bq76952Config config)
    {
        _config = config;
        HostSilent = false;
        foreach (TripTimer[] group in (TripTimer[][])[_a, _b, _c, _fail])
        {
            Array.ForEach(group, trip => trip.Clear());
        }
    }

    /// <summary>
    /// Brings all to a time; true when a fault came or went. <paramref name="bleeding"/>: cells are looked at once a second only (10.1).
    /// </summary>
    public bool Step(Bq76952View view, Bq76952Scan scan, bool bleeding, long from_us, long to_us)
    {
        if (IsQuiet(view, scan))
        {
            return false;
        }

        bool changed = false;
        for (int row = 0; row < Rows; row++)
        {
            Bq76952Case one = Case(row, view, scan, bleeding);
            changed |= one.Enabled && one.Trip.Step(one.Condition, one.Calm, one.Times, from_us, to_us);
        }

        _busy = (AlertA | AlertB | AlertC | FailAlertA | StatusA | StatusB | StatusC | FailStatusA) != 0;
        return changed;
    }

    /// <summary>When the next fault comes or goes if the world stays as it is.</summary>
    public long Due_us(Bq76952View view, Bq76952Scan scan, bool bleeding, long now_us)
    {
        if (IsQuiet(view, scan))
        {
            return long.MaxValue;
        }

        long due_us = long.MaxValue;
        for (int row = 0; row < Rows; row++)
        {
            Bq76952Case one = Case(row, view, scan, bleeding);
            due_us = one.Enabled ? Math.Min(due_us, one.Trip.Due_us(one.Condition, one.Calm, one.Times, now_us)) : due_us;
        }

        return due_us;
    }

    private const int Rows = 15;

    private Bq76952Case Case(int row, Bq76952View view, Bq76952Scan scan, bool bleeding)
    {
        double over_V = _errors.OverCurrent_V;
        switch (row)
        {
            case 0:
            {
                double low_V = view.Lowest_V + _errors.Comparator_V;
                return A(Under, low_V <= _config.Under_V, low_V > _config.UnderReturn_V, Slowed(_config.Under, bleeding));
            }

            case 1:
            {
                double high_V = view.Highest_V + _errors.Comparator_V;
                return A(Over, high_V >= _config.Over_V, high_V < _config.OverReturn_V, Slowed(_config.Over, bleeding));
            }

            case 2:
            {
                bool detached = view.Load_V <= view.Stack_V - (_config.Memory.I2(0x92B0) * 0.01);
                bool calm = detached || view.Current_A * 1000 <= _config.Memory.I2(0x9288);
                return A(Charge, view.Shunt_V + over_V > _config.Charge_V, calm, _config.Charge);
            }

            case 3: return A(Discharge1, -view.Shunt_V + over_V > _config.Discharge1_V, Charging(view), _config.Discharge1);
            case 4: return A(Discharge2, -view.Shunt_V + over_V > _config.Discharge2_V, Charging(view), _config.Discharge2);
            case 5:
            {
                bool shorted = -view.Shunt_V * (1 + _errors.ShortCircuit) > _config.Short_V;
                return A(Short, shorted, !shorted, _config.Short);
            }

            case 6: return B(ColdCharge, 0x92A6, scan.Coldest_C, hot: false);
            case 7: return B(ColdDischarge, 0x92A9, scan.Coldest_C, hot: false);
            case 8: return B(ColdDie, 0x92AC, scan.Die_C, hot: false);
            case 9: return B(HotCharge, 0x929A, scan.Hottest_C, hot: true);
            case 10: return B(HotDischarge, 0x929D, scan.Hottest_C, hot: true);
            case 11: return B(HotDie, 0x92A3, scan.Die_C, hot: true);
            case 12:
            {
                var times = new TripTimes(250_000, _config.Memory[0x928C] * Second_us, _config.Recovery_us);
                bool beyond = view.Current_A * 1000 <= _config.Memory.I2(0x928A);
                return new(_c[7], (_config.Memory[0x9263] & 0x80) != 0, beyond, Charging(view), times);
            }

            case 13: return Fail(SafetyUnder, scan.Lowest_V * 1000 <= _config.Memory.I2(0x92CB), 0x92CD);
            default: return Fail(SafetyOver, scan.Highest_V * 1000 >= _config.Memory.I2(0x92CE), 0x92D0);
        }
    }

    /// <summary>
    /// True when nothing is anywhere near a limit and no fault is under way, which is nearly always: then there is nothing to step. The
    /// margins are wider than every error of the comparators.
    /// </summary>
    private bool IsQuiet(Bq76952View view, Bq76952Scan scan)
    {
        return !_busy
            && Math.Min(view.Lowest_V, scan.Lowest_V) > _config.QuietLow_V && Math.Max(view.Highest_V, scan.Highest_V) < _config.QuietHigh_V
            && Math.Abs(view.Shunt_V) < _config.QuietShunt_V
            && scan.Die_C > _config.QuietCold_C && scan.Die_C < _config.QuietHot_C
            && !(scan.Coldest_C <= _config.QuietCold_C) && !(scan.Hottest_C >= _config.QuietHot_C);
    }

    private bool Charging(Bq76952View view) => view.Current_A * 1000 >= _config.Memory.I2(0x928D);

    private static TripTimes Slowed(TripTimes times, bool bleeding) => bleeding ? times with { Period_us = Second_us } : times;

    private Bq76952Case A(int bit, bool condition, bool calm, TripTimes times) =>
        new(_a[bit], (_config.Memory[0x9261] & (1 << bit)) != 0, condition, calm, times);

    private Bq76952Case B(int bit, int address, double value_C, bool hot)
    {
        int limit_C = _config.Memory.I1(address), back_C = _config.Memory.I1(address + 2);
        bool known = !double.IsNaN(value_C);
        bool condition = known && (hot ? value_C >= limit_C : value_C <= limit_C);
        bool calm = known && (hot ? value_C <= back_C : value_C >= back_C);
        return new(_b[bit], (_config.Memory[0x9262] & (1 << bit)) != 0, condition, calm, _config.Temperature(address));
    }

    private Bq76952Case Fail(int bit, bool condition, int delayAddress)
    {
        bool enabled = FailuresEnabled && (_config.Memory[0x92C0] & (1 << bit)) != 0;
        return new(_fail[bit], enabled, condition, false, _config.Permanent(delayAddress));
    }

    private static TripTimer[] Make()
    {
        var trips = new TripTimer[8];
        for (int i = 0; i < trips.Length; i++)
        {
            trips[i] = new TripTimer();
        }

        return trips;
    }

    private static int Bits(TripTimer[] trips, bool fault)
    {
        int bits = 0;
        for (int i = 0; i < trips.Length; i++)
        {
            bits |= (fault ? trips[i].Fault : trips[i].Alert) ? 1 << i : 0;
        }

        return bits;
    }
}

/// <summary>One protection at one moment.</summary>
internal readonly record struct Bq76952Case(TripTimer Trip, bool Enabled, bool Condition, bool Calm, TripTimes Times);

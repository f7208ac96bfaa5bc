using Bms.World.Numerics;

namespace Bms.World.SecondLevel;

/// <summary>What the protector sees at one instant: at its cells and at its output.</summary>
/// <param name="Highest">Highest cell voltage and its cell, from 0.</param>
/// <param name="Lowest">Lowest cell voltage and its cell.</param>
/// <param name="Current_A">Pack current, positive = charge.</param>
/// <param name="ChargerSeen">Something at the output holds it above half of the stack.</param>
/// <param name="LoadSeen">Something at the output pulls it down.</param>
internal readonly record struct ProtectorView(
    (double Volt, int Cell) Highest, (double Volt, int Cell) Lowest, double Current_A, bool ChargerSeen, bool LoadSeen);

/// <summary>
/// A protector module in operation. Its states are those of its IC: over-charge, over-discharge (in which it sleeps until a charger comes)
/// and over-current. A condition that lasts its delay enters a state; leaving one takes no time.
/// </summary>
internal sealed class Protector
{
    private const int OverCharge = 0, OverDischarge = 1, OverCurrent = 2;
    private const double Discharging_A = -0.01;

    private readonly ProtectorSpec _spec;
    private readonly double _overCharge_V, _overChargeRelease_V, _overDischarge_V, _overDischargeRelease_V;
    private readonly double[] _limit_A;
    private readonly long[] _delay_us;
    private readonly long[] _due_us;
    private ProtectorView _view;

    public Protector(ProtectorSpec spec, SeededRandom? random)
    {
        _spec = spec;
        _overCharge_V = spec.OverCharge_V.Draw(random);
        _overChargeRelease_V = spec.OverChargeRelease_V.Draw(random);
        _overDischarge_V = spec.OverDischarge_V.Draw(random);
        _overDischargeRelease_V = spec.OverDischargeRelease_V.Draw(random);
        _limit_A = [.. spec.OverCurrent_V.Select((v, level) => v.Draw(random) / Path_ohm(level))];
        Rated[] delays_s = [spec.OverCharge_s, spec.OverDischarge_s, .. spec.OverCurrent_s];
        _delay_us = [.. delays_s.Select(delay_s => Math.Max(1, (long)(delay_s.Draw(random) * 1e6)))];
        _due_us = new long[_delay_us.Length];
        Clear();
    }

    /// <summary>True in over-charge.</summary>
    public bool IsOverCharged { get; private set; }

    /// <summary>True in over-discharge.</summary>
    public bool IsOverDischarged { get; private set; }

    /// <summary>True in over-current.</summary>
    public bool IsOverCurrent { get; private set; }

    /// <summary>The charge FET. In over-discharge the IC sleeps with both FETs open until a charger wakes it.</summary>
    public bool ChargeFet => !IsOverCharged && (!IsOverDischarged || _view.ChargerSeen);

    /// <summary>The discharge FET.</summary>
    public bool DischargeFet => !IsOverDischarged && !IsOverCurrent;

    /// <summary>As after power-up.</summary>
    public void Clear()
    {
        Array.Fill(_due_us, long.MaxValue);
        (IsOverCharged, IsOverDischarged, IsOverCurrent) = (false, false, false);
    }

    /// <summary>Takes a look; returns when the next state is entered if nothing changes, in us; long.MaxValue = never.</summary>
    public long Look(in ProtectorView view, long now_us)
    {
        _view = view;
        Time(OverCharge, !IsOverCharged && view.Highest.Volt > _overCharge_V, now_us);
        Time(OverDischarge, !IsOverDischarged && view.Lowest.Volt < _overDischarge_V, now_us);
        for (int level = 0; level < _limit_A.Length; level++)
        {
            Time(OverCurrent + level, !IsOverCurrent && -view.Current_A > _limit_A[level], now_us);
        }

        return Releases() ? now_us : _due_us.Min();
    }

    /// <summary>Enters and leaves what is due; returns what it did in words, null if there was nothing to do.</summary>
    public string? Act(long now_us)
    {
        if (Releases()) return Release();
        int due = Array.FindIndex(_due_us, due_us => due_us <= now_us);
        if (due < 0) return null;
        _due_us[due] = long.MaxValue;
        if (due == OverCharge) IsOverCharged = true;
        else if (due == OverDischarge) IsOverDischarged = true;
        else IsOverCurrent = true;
        return due switch
        {
            OverCharge => "protector opens charging: " + Cell(_view.Highest),
            OverDischarge => "protector opens discharging: " + Cell(_view.Lowest),
            _ => FormattableString.Invariant($"protector opens discharging: {-_view.Current_A:0.0} A"),
        };
    }

    private bool OverChargeEnds => IsOverCharged
        && (_view.Highest.Volt <= _overChargeRelease_V || (_view.Highest.Volt <= _overCharge_V && _view.Current_A < Discharging_A));

    private bool OverDischargeEnds => IsOverDischarged && _view.ChargerSeen && _view.Lowest.Volt >= _overDischargeRelease_V;

    private bool OverCurrentEnds => IsOverCurrent && (_view.ChargerSeen || !_view.LoadSeen);

    private bool Releases() => OverChargeEnds || OverDischargeEnds || OverCurrentEnds;

    private string Release()
    {
        (bool charge, bool sleep, bool current) = (OverChargeEnds, OverDischargeEnds, OverCurrentEnds);
        bool discharge = sleep || current;
        IsOverCharged &= !charge;
        IsOverDischarged &= !sleep;
        IsOverCurrent &= !current;
        return "protector lets " + (charge && discharge ? "charge and discharge" : charge ? "charge" : "discharge") + " again";
    }

    private void Time(int timer, bool holds, long now_us)
    {
        if (!holds) _due_us[timer] = long.MaxValue;
        else if (_due_us[timer] == long.MaxValue) _due_us[timer] = now_us + _delay_us[timer];
    }

    // The last level is seen over the FETs too, the others over the sense resistor alone.
    private double Path_ohm(int level) =>
        _spec.Sense_ohm + (level > 0 && level == _spec.OverCurrent_V.Count - 1 ? _spec.Fets_ohm : 0.0);

    private static string Cell((double Volt, int Cell) cell) => FormattableString.Invariant($"cell {cell.Cell + 1} at {cell.Volt:0.00} V");
}

using Bms.World.Numerics;

namespace Bms.World.SecondLevel;

/// <summary>A part of the second level that has acted, when, and why, in words.</summary>
public sealed record SafetyEvent(long Time_us, string Text);

/// <summary>
/// The second level: protector, fuse and thermal cut-offs in series between the cells and everything else. They look at the cells and at
/// the current of the world itself and act at their own time, whatever the firmware, its chips or its board do.
/// </summary>
public sealed class SafetyPath
{
    private const int MostEvents = 1000;

    private readonly Pack _pack;
    private readonly SafetyPathSpec? _spec;
    private readonly Protector? _protector;
    private readonly Fuse? _fuse;
    private readonly CutOff[] _cutOffs = [];
    private readonly List<SafetyEvent> _events = [];
    private SafetyFaults _faults;
    private bool _blown;
    private bool _cutOffsClosed = true, _cutOffChanges;

    internal SafetyPath(Pack pack, SafetyPathSpec? spec)
    {
        spec?.Validate();
        (_pack, _spec) = (pack, spec);
        if (spec is null) return;
        foreach (CutOffSpec cutOff in spec.CutOffs) Allowed.Between("cut-off cell", cutOff.Cell, 0, pack.Spec.SeriesCells - 1);
        SeededRandom? Of(string part) => spec.Spread ? new SeededRandom(pack.Spec.Seed, part) : null;
        _protector = spec.Protector is null ? null : new Protector(spec.Protector, Of("protector"));
        _fuse = spec.Fuse is null ? null : new Fuse(spec.Fuse, Of("fuse"));
        _cutOffs = [.. spec.CutOffs.Select(c => new CutOff(c, Of($"cut-off {c.Cell}"), pack.Spec.Ambient_C))];
    }

    /// <summary>What is wrong with its parts.</summary>
    public SafetyFaults Faults
    {
        get => _faults;
        set
        {
            if (value == _faults) return;
            _pack.BeforeChange();
            if (value.HasFlag(SafetyFaults.ProtectorDead)) _protector?.Clear();
            _faults = value;
        }
    }

    /// <summary>Whether the protector lets charge pass.</summary>
    public bool ChargeFet => _protector is null || Has(SafetyFaults.ChargeFetWelded) || _protector.ChargeFet;

    /// <summary>Whether the protector lets discharge pass.</summary>
    public bool DischargeFet => _protector is null || Has(SafetyFaults.DischargeFetWelded) || _protector.DischargeFet;

    /// <summary>Whether the fuse is whole.</summary>
    public bool FuseWhole => (!_blown && !Has(SafetyFaults.FuseBroken)) || Has(SafetyFaults.FuseBridged);

    /// <summary>
    /// Share of its melting current at which the fuse melts now, 0.05..1: corroded clips and years of cycling weaken an element.
    /// </summary>
    public double FuseStrength
    {
        get => _fuse?.Strength ?? 1.0;
        set
        {
            Allowed.Between(nameof(FuseStrength), value, 0.05, 1.0);
            _pack.BeforeChange();
            if (_fuse is not null) _fuse.Strength = value;
        }
    }

    /// <summary>Whether all thermal cut-offs conduct.</summary>
    public bool CutOffClosed => _cutOffsClosed || Has(SafetyFaults.CutOffBridged);

    /// <summary>What has happened so far; of a path that chatters the first thousand events.</summary>
    public IReadOnlyList<SafetyEvent> Events => _events;

    internal bool Unbroken => FuseWhole && CutOffClosed;

    internal double Resistance_ohm => _spec?.Resistance_ohm ?? 0.0;

    /// <summary>When something acts next if nothing changes, in us.</summary>
    internal long Due_us { get; private set; } = long.MaxValue;

    /// <summary>Looks at the pack as it is now.</summary>
    internal void Look(long now_us, bool chargerSeen, bool loadSeen)
    {
        if (_spec is null) return;
        long due_us = _cutOffChanges ? now_us : long.MaxValue;
        if (_protector is not null && !Has(SafetyFaults.ProtectorDead))
        {
            due_us = Math.Min(due_us, _protector.Look(View(chargerSeen, loadSeen), now_us));
        }

        if (_fuse is not null && !_blown)
        {
            double left_s = _fuse.Left_s(_pack.Current_A);
            if (left_s < 1e6) due_us = Math.Min(due_us, now_us + (long)(left_s * 1e6) + 1);
        }

        Due_us = due_us;
    }

    /// <summary>Does what is due.</summary>
    internal void Act(long now_us)
    {
        Due_us = long.MaxValue;
        if (_cutOffChanges) ActCutOffs(now_us);

        if (_fuse is not null && !_blown && _fuse.Left_s(_pack.Current_A) <= 0.0)
        {
            _blown = true;
            Note(now_us, FormattableString.Invariant($"fuse blows: {Math.Abs(_pack.Current_A):0.0} A"));
        }

        if (_protector is not null && !Has(SafetyFaults.ProtectorDead) && _protector.Act(now_us) is string text) Note(now_us, text);
    }

    /// <summary>A current has flowed for a time.</summary>
    internal void Carry(double current_A, double duration_s)
    {
        if (duration_s > 0.0) _fuse?.Carry(current_A, duration_s);
    }

    /// <summary>A step of the grid has passed.</summary>
    internal void Warm(double step_s)
    {
        foreach (CutOff cutOff in _cutOffs)
        {
            cutOff.Follow(_pack.CellSurface_C(cutOff.Cell), step_s);
            _cutOffChanges |= cutOff.Changes;
        }
    }

    private void ActCutOffs(long now_us)
    {
        (_cutOffsClosed, _cutOffChanges) = (true, false);
        foreach (CutOff cutOff in _cutOffs)
        {
            if (cutOff.Changes) Note(now_us, cutOff.Act(_pack.CellSurface_C(cutOff.Cell)));
            _cutOffsClosed &= cutOff.Closed;
        }
    }

    private ProtectorView View(bool chargerSeen, bool loadSeen)
    {
        (double Volt, int Cell) highest = (double.NegativeInfinity, 0);
        (double Volt, int Cell) lowest = (double.PositiveInfinity, 0);
        for (int cell = 0; cell < _pack.Cells; cell++)
        {
            double cell_V = _pack.CellVoltage_V(cell);
            if (cell_V > highest.Volt) highest = (cell_V, cell);
            if (cell_V < lowest.Volt) lowest = (cell_V, cell);
        }

        return new ProtectorView(highest, lowest, _pack.Current_A, chargerSeen, loadSeen);
    }

    private bool Has(SafetyFaults fault) => (_faults & fault) != 0;

    private void Note(long now_us, string text)
    {
        if (_events.Count < MostEvents) _events.Add(new SafetyEvent(now_us, text));
    }
}

/// <summary>What may be wrong with the second level.</summary>
[Flags]
public enum SafetyFaults
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The protector's IC does nothing: both of its FETs stay closed.</summary>
    ProtectorDead = 1,

    /// <summary>The protector's charge FET conducts whatever its IC says.</summary>
    ChargeFetWelded = 2,

    /// <summary>The protector's discharge FET conducts whatever its IC says.</summary>
    DischargeFetWelded = 4,

    /// <summary>Somebody has bridged the fuse.</summary>
    FuseBridged = 8,

    /// <summary>Somebody has bridged the thermal cut-off.</summary>
    CutOffBridged = 16,

    /// <summary>The fuse has parted without an overload: a cracked element, a loose clip.</summary>
    FuseBroken = 32,
}

namespace Bms.World;

/// <summary>What a switch or contactor may do instead of following its drive.</summary>
public enum ContactFault
{
    /// <summary>It follows.</summary>
    None,

    /// <summary>It conducts whatever it is told: welded contacts, a shorted transistor.</summary>
    Welded,

    /// <summary>It never conducts: a broken coil, bond or driver.</summary>
    StuckOpen,
}

/// <summary>
/// One switch of a pack: what it is driven to, what is wrong with it, and whether it really conducts. Contacts of a contactor bounce when
/// they close: they part twice before they stay. A transistor's do not.
/// </summary>
public sealed class PackContact
{
    private const int Toggles = 4;

    // Shares of the bounce time at which the contacts part and meet; two partings, as on oscillograms of closing contactors.
    private static readonly double[] s_toggles = [0.2, 0.45, 0.7, 0.85];

    private readonly Pack _pack;
    private bool _driven, _closed;
    private ContactFault _fault;
    private int _bounce_us;
    private long _since_us = long.MinValue;
    private int _done = Toggles;

    internal PackContact(Pack pack) => _pack = pack;

    /// <summary>What it is driven to: true = closed.</summary>
    public bool Driven
    {
        get => _driven;
        set
        {
            if (value == _driven) return;
            _driven = value;
            (_since_us, _done) = (_pack.Time_us, value && _bounce_us > 0 ? 0 : Toggles);
            Move();
        }
    }

    /// <summary>What is wrong with it.</summary>
    public ContactFault Fault
    {
        get => _fault;
        set
        {
            if (value == _fault) return;
            _fault = value;
            Move();
        }
    }

    /// <summary>For how long its contacts bounce after closing, 0..50,000 us; 0 for a transistor. Typical contactors: 1 to 5 ms.</summary>
    public int Bounce_us
    {
        get => _bounce_us;
        set => _bounce_us = (int)Allowed.Between(nameof(Bounce_us), value, 0, 50_000);
    }

    /// <summary>Whether it conducts now.</summary>
    public bool Closed => _closed;

    /// <summary>When its contacts part or meet next by themselves, in us; long.MaxValue = not any more.</summary>
    internal long Due_us => _done < Toggles ? _since_us + (long)(_bounce_us * s_toggles[_done]) : long.MaxValue;

    /// <summary>Parts or meets.</summary>
    internal void Act()
    {
        _done++;
        Move();
    }

    private void Move()
    {
        bool closed = _fault switch
        {
            ContactFault.Welded => true,
            ContactFault.StuckOpen => false,
            _ => _driven && _done % 2 == 0,
        };
        if (closed == _closed) return;
        _pack.BeforeChange();
        _closed = closed;
    }
}

using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// A chip between a stack of cells and its board: it measures the cells, drives the switches and opens them by itself. Whoever changes the
/// world calls <see cref="VirtualChip.CatchUp"/> before and <see cref="See"/> after, and comes back at <see cref="Due_us"/>.
/// </summary>
public abstract class FrontEndChip : VirtualChip
{
    protected FrontEndChip(VirtualClock clock, int inputs)
        : base(clock, inputs)
    {
    }

    /// <summary>Called before a switch or a balancer moves, so that others can finish with the world as it is.</summary>
    public Action? Changing { get; set; }

    /// <summary>Called after a switch or a balancer has moved.</summary>
    public Action? Changed { get; set; }

    /// <summary>Driver of the charge FET: true = the FET is told to close.</summary>
    public abstract bool Chg { get; }

    /// <summary>Driver of the discharge FET.</summary>
    public abstract bool Dsg { get; }

    /// <summary>Driver of the FET that precharges the load; a chip without one never closes it.</summary>
    public virtual bool Pdsg => false;

    /// <summary>
    /// Number of the input that is the tap above the lowest cell, against the foot of the stack; the others follow. Input 0 is that cell.
    /// </summary>
    public abstract int FirstTap { get; }

    /// <summary>Number of the input that sees the shunt.</summary>
    public abstract int ShuntChannel { get; }

    /// <summary>Number of the input of the first thermistor; two more follow.</summary>
    public abstract int FirstThermistor { get; }

    /// <summary>True while it sleeps by itself and measures rarely; a chip that cannot never does.</summary>
    public virtual bool Asleep => false;

    /// <summary>Inputs that bleed, bit 0 = input 0; through <see cref="Bleed_ohm"/> besides the board's filter resistors.</summary>
    public abstract int BleedingInputs { get; }

    /// <summary>Resistance of one balancing switch in ohm.</summary>
    public abstract double Bleed_ohm { get; }

    /// <summary>Share of the time that a bleeding input really bleeds: it pauses for measurements.</summary>
    public abstract double BleedDuty { get; }

    /// <summary>When the chip acts next if the world stays as at the last <see cref="See"/>; long.MaxValue = never.</summary>
    public long Due_us { get; protected set; } = long.MaxValue;

    /// <summary>
    /// Breaks or mends the wire between the stack and a tap, 1 = above the lowest cell; not the topmost, which feeds the chip.
    /// </summary>
    /// <exception cref="NotSupportedException">The chip does not look for broken wires.</exception>
    public virtual void SetWire(int tap, bool broken) => throw new NotSupportedException();

    /// <summary>Looks at the world as it is now, and says in <see cref="Due_us"/> when it will act on it.</summary>
    public abstract void See();
}

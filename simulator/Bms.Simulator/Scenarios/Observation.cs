using Bms.World;

namespace Bms.Simulator.Scenarios;

/// <summary>What is really so in the world at one instant; the firmware never sees it. Rewritten each tick.</summary>
public sealed class Truth(int cells)
{
    /// <summary>Pack current in A, positive = charge.</summary>
    public double Current_A { get; set; }

    /// <summary>Voltage at the cell stack in V.</summary>
    public double Stack_V { get; set; }

    /// <summary>Ambient temperature in degrees Celsius.</summary>
    public double Ambient_C { get; set; }

    /// <summary>Voltage of each cell in V.</summary>
    public double[] Cell_V { get; } = new double[cells];

    /// <summary>Surface temperature of each cell in degrees Celsius.</summary>
    public double[] Surface_C { get; } = new double[cells];

    /// <summary>Core temperature of each cell in degrees Celsius.</summary>
    public double[] Core_C { get; } = new double[cells];

    /// <summary>State of charge of each cell, 0 to 1.</summary>
    public double[] Soc { get; } = new double[cells];

    /// <summary>Real state of the switches: true = closed.</summary>
    public bool ChargeSwitch { get; set; }

    /// <inheritdoc cref="ChargeSwitch"/>
    public bool DischargeSwitch { get; set; }

    /// <summary>Power lost in the two switches, resistance and body diodes together, in W.</summary>
    public double SwitchHeat_W { get; set; }

    /// <summary>What the second level lets pass: true = it conducts.</summary>
    public SecondLevelTruth SecondLevel { get; set; } = SecondLevelTruth.Closed;

    /// <summary>
    /// Lowest potential of any cell's graphite against lithium in V: below 0 V lithium is deposited on it. NaN where it is not known.
    /// </summary>
    public double PlatingMargin_V { get; set; } = double.NaN;

    /// <summary>Why values of some cell lie outside of what was measured.</summary>
    public Extrapolation Extrapolated { get; set; }

    /// <summary>Whether each cell is in thermal runaway.</summary>
    public bool[] RunsAway { get; } = new bool[cells];

    /// <summary>Heat that decomposition has set free in all cells, in J.</summary>
    public double ReactionHeat_J { get; set; }

    /// <summary>Cells in thermal runaway.</summary>
    public int CellsRunningAway => RunsAway.Count(runs => runs);

    /// <summary>Cells whose balancing resistor conducts.</summary>
    public int CellsBleeding { get; set; }

    /// <summary>True while the chip at the cells sleeps: it measures every few seconds.</summary>
    public bool FrontEndAsleep { get; set; }

    /// <summary>True while the charger is on: supplied, told to charge and enabled by its pin.</summary>
    public bool ChargerOn { get; set; }

    /// <summary>State of charge of a series pack: that of its emptiest cell.</summary>
    public double PackSoc
    {
        get
        {
            double least = Soc[0];
            foreach (double soc in Soc)
            {
                least = Math.Min(least, soc);
            }

            return least;
        }
    }
}

/// <summary>What each part of the second level does: true = it conducts, or lets the switches close.</summary>
public readonly record struct SecondLevelTruth(bool ProtectorCharge, bool ProtectorDischarge, bool Fuse, bool CutOff, bool Watchdog)
{
    /// <summary>Nothing has opened.</summary>
    public static SecondLevelTruth Closed { get; } = new(true, true, true, true, true);
}

/// <summary>
/// Records that have left the firmware so far, and what the verifier made of those that arrived: new and right, seen before, refused, and
/// known to be missing because a later one has come.
/// </summary>
public readonly record struct RecordCounts(long Published, long Verified, long Repeated, long Refused, long Missing)
{
    /// <summary>Notices about the device's connection, which are no records.</summary>
    public long Notices { get; init; }

    /// <summary>Live records that the firmware had to drop in its present boot, as its newest live record says.</summary>
    public int Dropped { get; init; }

    /// <summary>Events that it lost in its present boot, as its newest live record says.</summary>
    public int LostEvents { get; init; }
}

/// <summary>One look at a run, at a tick of the world: the truth, what the firmware measured and what it concluded.</summary>
public sealed class Observation
{
    /// <summary>Virtual time of the look in us; the truth is of this instant.</summary>
    public long Time_us { get; set; }

    /// <summary>When the firmware finished the step that led to its present state, in us.</summary>
    public long Acted_us { get; set; }

    /// <summary>Virtual time of the look before this one.</summary>
    public long Previous_us { get; set; }

    /// <summary>The world.</summary>
    public required Truth Truth { get; init; }

    /// <summary>What the firmware measured.</summary>
    public PackSample Sample { get; set; } = new(1, 1);

    /// <summary>What the firmware concluded.</summary>
    public PackState State { get; set; } = new();

    /// <summary>When each switch last moved, by the clock and not by the tick, in us.</summary>
    public long ChargeSwitchMoved_us { get; set; }

    /// <inheritdoc cref="ChargeSwitchMoved_us"/>
    public long DischargeSwitchMoved_us { get; set; }

    /// <summary>When a part of the second level last moved, in us.</summary>
    public long SecondLevelMoved_us { get; set; }

    /// <summary>False once the processor is dead, hung or held in reset: what the firmware measured and concluded is history.</summary>
    public bool ProcessorRuns { get; set; } = true;

    /// <summary>Times that the firmware has started so far.</summary>
    public int Starts { get; set; }

    /// <summary>Telemetry so far.</summary>
    public RecordCounts Records { get; set; }

    /// <summary>Accesses to chips that somebody waits for and that have come.</summary>
    public HashSet<ChipAccess> Accesses { get; } = [];

    /// <summary>Alarms of the firmware's anomaly detector so far, over all boots.</summary>
    public List<SeenAlarm> Alarms { get; } = [];

    /// <summary>When the named entries of the timeline and the faults began, in us.</summary>
    public Dictionary<string, long> Began_us { get; } = [];
}

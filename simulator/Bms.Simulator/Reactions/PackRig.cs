using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>A pack-16s for one trial, or its kin with another chip at the cells.</summary>
internal sealed class PackRig(RigOrder order, string board) : Rig(order, BoardKind.Of(board))
{
    // More than a cell loses in a trial; and what the chip waits after a start until it may sleep, with a margin, in ticks.
    private const long Surplus_mAs = 3_600_000;
    private const int SleepSteps = 250;

    /// <summary>Of so many cells the first is to bleed.</summary>
    internal const int EachNth = 5;

    public override VirtualChip CellChip => Board.Front;

    public override VirtualChip CurrentChip => Board.Current;

    public override VirtualChip ChargerChip => Board.Dac;

    public override VirtualChip Probe(int probe) => Board.Probes[probe];

    public Pack16sHardware Board => (Pack16sHardware)Hardware;

    /// <summary>The protector chip.</summary>
    public FrontEndChip Front => Board.Front;

    /// <inheritdoc/>
    protected override void Show(Func<int, int> cell_mV)
    {
        for (int cell = 0; cell < Bench.Pack.Cells; cell++)
        {
            Front.Faults[cell].StuckAt = cell_mV(cell) / 1000.0;
        }
    }

    /// <summary>
    /// The firmware is told that some cells hold too much, which it would take half an hour of rest to find; or that it need not wait ten
    /// minutes before it lets its chip sleep. What follows it does by itself.
    /// </summary>
    protected override bool Settle(Situation situation)
    {
        if (situation == Situation.Asleep)
        {
            Controller.Parts.Sleep.After_s = 1;
            return StepUntil(() => Front.Asleep && Controller.Parts.Sleep.IsAsleep, SleepSteps);
        }

        for (int cell = 0; cell < Bench.Pack.Cells; cell += EachNth)
        {
            Controller.Parts.Spread.Surplus_mAs[cell] = Surplus_mAs;
        }

        return StepUntil(() => Front.BleedingInputs != 0);
    }
}

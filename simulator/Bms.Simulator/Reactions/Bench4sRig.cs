using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>A bench-4s for one trial.</summary>
internal sealed class Bench4sRig(RigOrder order) : Rig(order, BoardKind.Of("bench-4s"))
{
    public override VirtualChip CellChip => Board.CellAdc;

    public override VirtualChip CurrentChip => Board.Current;

    public override VirtualChip ChargerChip => Board.Charger;

    public override VirtualChip Probe(int probe) => Board.Probes[probe];

    private Bench4sHardware Board => (Bench4sHardware)Hardware;

    /// <inheritdoc/>
    protected override void Show(Func<int, int> cell_mV)
    {
        double tap_V = 0;
        for (int cell = 0; cell < Bench.Pack.Cells; cell++)
        {
            tap_V += cell_mV(cell) / 1000.0;
            Board.CellAdc.Faults[cell].StuckAt = tap_V * Board.Dividers.Ratio(cell);
        }
    }

    /// <summary>Its converters do not sleep and it has no resistors to bleed cells: there is no other situation.</summary>
    protected override bool Settle(Situation situation) => false;
}

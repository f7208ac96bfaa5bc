using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Faults;

/// <summary>Faults of what hangs at the pack's terminals: load and supply.</summary>
internal static class PowerFaults
{
    internal static IReadOnlyList<FaultKind> All { get; } =
    [
        FaultKind.Of("load-runs-away", "The load draws a current of its own, whatever it was told; afterwards nothing.",
            [Field.Number("current_A", -1000, 1000, "the current; negative feeds back").Needed()],
            (s, n) =>
            {
                s.TakeLoad();
                s.Bench.Pack.Load.SetCurrent_A(n.Number("current_A"));
                return () => s.Bench.Pack.Load.SetCurrent_A(0);
            }),
        FaultKind.Of("terminals-shorted", "Something conducting lies across the pack's terminals in place of the load; afterwards nothing.",
            [Field.Number("ohm", 0.0001, 1000, "its resistance").Needed()],
            (s, n) =>
            {
                s.TakeLoad();
                s.Bench.Pack.Load.SetResistance_ohm(n.Number("ohm"));
                return () => s.Bench.Pack.Load.SetCurrent_A(0);
            }),
        FaultKind.Of("supply-drops-out", "The charger's supply goes and comes, half of each period; afterwards it is there.",
            [Field.Number("period_s", 0.2, 3600, "time of one going and coming").Needed()],
            (s, n) =>
            {
                var beat = new DropOut(s, (long)(n.Number("period_s") * 1e6 / 2));
                beat.Turn();
                return beat.End;
            }),
    ];

    private sealed class DropOut(Stage stage, long half_us)
    {
        private bool _ended, _there = true;

        internal void Turn()
        {
            if (_ended)
            {
                return;
            }

            _there = !_there;
            Set(_there);
            stage.Agenda.Add(stage.Now_us + half_us, Turn);
        }

        internal void End()
        {
            _ended = true;
            Set(true);
        }

        private void Set(bool there)
        {
            stage.Bench.Pack.Charger.SupplyPresent = there;
            stage.Bench.Hardware.Tick();
        }
    }
}

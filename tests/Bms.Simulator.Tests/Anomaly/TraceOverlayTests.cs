using Bms.Anomaly;
using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public class TraceOverlayTests
{
    private const int Cell = 3;

    [Fact]
    public void A_leak_laid_over_a_trace_is_the_leak_that_the_world_computes()
    {
        // The world solves its own cell model with a resistor across the cell; the overlay knows the trace and a table only.
        double rate = 20;
        EpisodePack leaking = Pack();
        leaking.World.SetInternalShort_ohm(Cell, 3.7 * rate / leaking.Capacity_Ah);
        OverlayFault fault = new("leak", "C20", [AnomalyType.InternalShort], 24) { Leak_C = _ => 1 / rate };
        (double world_V, double overlay_V) = Differ(leaking, fault, 8);
        Assert.True(world_V < -0.15, $"the world's cell has moved by {world_V} V only");
        Assert.InRange(overlay_V / world_V, 0.75, 1.25);
    }

    [Fact]
    public void A_leak_takes_the_charge_that_its_rate_says()
    {
        var pack = new TracePack(RecordedChemistry.Ocv_mV("nmc"), 50);
        var overlay = new TraceOverlay(OverlayFault.All.Single(f => f.Figure == "leak_C100"), pack, 0);
        for (int t = 0; t <= 7200; t += 10)
        {
            RecordedRow row = Row(t, 0, 3.7, 3.7, 3.7);
            pack.Pass(row);
            overlay.Lay(row, t);
        }

        Assert.Equal(50.0 / 100 * 2, overlay.Lost_Ah, 6);
    }

    [Fact]
    public void A_contact_follows_ohms_law_and_takes_the_pack_with_it_and_a_bias_does_neither()
    {
        var pack = new TracePack(RecordedChemistry.Ocv_mV("nmc"), 50);
        var contact = new TraceOverlay(OverlayFault.All.Single(f => f.Figure == "contact_100pct"), pack, 1);
        var bias = new TraceOverlay(OverlayFault.All.Single(f => f.Figure == "bias_30mV"), pack, 1);
        RecordedRow rest = Row(0, 0, 3.7, 3.7, 3.7);
        pack.Pass(rest);
        Assert.Equal(rest.Cell_V, contact.Lay(rest, 0).Cell_V);
        RecordedRow load = Row(0, -50, 3.62, 3.62, 3.62);
        for (int t = 10; t <= 300; t += 10)
        {
            // Minutes of 1 C in turn with minutes of rest: 80 mV apart.
            bool rests = t / 60 % 2 == 0;
            double volts = rests ? 3.7 : 3.62;
            load = Row(t, rests ? 0 : -50, volts, volts, volts);
            pack.Pass(load);
        }

        // As much again of the resistance that the minutes show.
        double added_V = contact.Lay(load, 300).Cell_V[1] - load.Cell_V[1];
        Assert.Equal(pack.Current_A * pack.Resistance_ohm, added_V, 3);
        Assert.Equal(0.08 / 50, pack.Resistance_ohm, 0.0002);
        Assert.Equal(added_V, contact.Lay(load, 300).Pack_V - load.Pack_V, 3);
        Assert.Equal(0.03, bias.Lay(load, 300).Cell_V[1] - load.Cell_V[1], 3);
        Assert.Equal(load.Pack_V, bias.Lay(load, 300).Pack_V, 6);
    }

    [Fact]
    public void A_pack_that_sheds_no_heat_ends_where_the_balance_of_heat_says()
    {
        // Steady state: T - surroundings grows from D to D / (1 - share lost); here 10 K with 60 % lost to 25 K.
        var pack = new TracePack(RecordedChemistry.Ocv_mV("nmc"), 50);
        var overlay = new TraceOverlay(OverlayFault.All.Single(f => f.Figure == "cooling_60pct"), pack, 0);
        pack.Pass(Row(0, 0, 3.7, 3.7, 3.7) with { Temperature_degC = [20] });
        RecordedRow shown = Row(0, 0, 3.7, 3.7, 3.7);
        for (int t = 10; t <= 36_000; t += 10)
        {
            // The surroundings are known again each minute: a probe that touches them.
            RecordedRow row = Row(t, 0, 3.7, 3.7, 3.7) with { Temperature_degC = [20, 40] };
            pack.Pass(row);
            shown = overlay.Lay(row, t);
        }

        Assert.Equal(35, shown.Temperature_degC[0], 0.5);
    }

    [Fact]
    public void What_comes_before_a_runaway_grows_and_dips_more_often()
    {
        Assert.Equal(0.001, PreRunaway.Leak_C(0, 12), 6);
        Assert.Equal(0.5, PreRunaway.Leak_C(12, 12), 6);
        int early = Enumerable.Range(0, 3600).Count(s => PreRunaway.Dip_V(s, 12) > 0);
        int late = Enumerable.Range(39_600, 3600).Count(s => PreRunaway.Dip_V(s, 12) > 0);
        Assert.InRange(early, 3, 60);
        Assert.True(late > 3 * early, $"{early} s of dips in the first hour, {late} s in the last");
    }

    private static EpisodePack Pack() => new(new EpisodeSetup("nmc", 6, EpisodeBoard.Pack16s, 25, 0.8, 0.9), 4);

    // Two packs of the same seed, one with the fault in the world, the other with it laid over; each against the pack without it.
    private static (double World_V, double Overlay_V) Differ(EpisodePack leaking, OverlayFault fault, double hours)
    {
        EpisodePack healthy = Pack();
        var known = new TracePack(RecordedChemistry.Ocv_mV("nmc"), healthy.Capacity_Ah);
        var overlay = new TraceOverlay(fault, known, Cell);
        RecordedRow truth = healthy.Look();
        RecordedRow laid = truth;
        RecordedRow world = truth;
        while (healthy.Time_s < hours * 3600)
        {
            healthy.Advance(10);
            leaking.Advance(10);
            truth = healthy.Look();
            world = leaking.Look();
            known.Pass(truth);
            laid = overlay.Lay(truth, healthy.Time_s);
        }

        double Lead(RecordedRow row) => row.Cell_V[Cell] - row.Cell_V[0] - (truth.Cell_V[Cell] - truth.Cell_V[0]);
        return (Lead(world), Lead(laid));
    }

    private static RecordedRow Row(double time_s, double current_A, params double[] cell_V) =>
        new(time_s, current_A, cell_V, [25], cell_V.Sum());
}

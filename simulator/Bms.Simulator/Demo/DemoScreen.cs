using System.Diagnostics;
using Bms.Simulator.Scenarios;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bms.Simulator.Demo;

/// <summary>Shows a run on a terminal: a bar and a table that follow it.</summary>
internal sealed class DemoScreen(IAnsiConsole console, double duration_s)
{
    private const int Bar = 40, Pause_ms = 100;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _due_ms;

    /// <summary>Plays the run; <paramref name="play"/> gets the place to show each look.</summary>
    internal void Follow(Action<Action<Observation>> play)
    {
        console.Live(new Text(string.Empty)).AutoClear(true).Start(live => play(look =>
        {
            if (_watch.ElapsedMilliseconds < _due_ms) return;
            _due_ms = _watch.ElapsedMilliseconds + Pause_ms;
            live.UpdateTarget(Draw(look));
        }));
    }

    private Table Draw(Observation look)
    {
        double time_s = look.Time_us * 1e-6;
        Table table = new Table().RoundedBorder().HideHeaders().AddColumn("").AddColumn("");
        table.AddRow(new Text("virtual time"), Progress(time_s / duration_s, DemoLook.Time(look)));
        Row(table, "mode", DemoLook.Mode(look), ColourOf(look.State));
        Row(table, "switches", DemoLook.Switches(look), Color.Default);
        Row(table, "cells", DemoLook.Cells(look), Color.Default);
        Row(table, "current", DemoLook.Current(look), Color.Default);
        Row(table, "temperatures", DemoLook.Temperatures(look), Color.Default);
        Row(table, "state of charge", DemoLook.Soc(look), Color.Default);
        Row(table, "records", DemoLook.Records(look), Color.Default);
        Row(table, "speed", $"{time_s / Math.Max(1e-3, _watch.Elapsed.TotalSeconds):0} x real time", Color.Default);
        return table;
    }

    private Paragraph Progress(double share, string time)
    {
        bool unicode = console.Profile.Capabilities.Unicode;
        int done = (int)Math.Clamp(share * Bar, 0, Bar);
        return new Paragraph(new string(unicode ? '\u2588' : '#', done), new Style(Color.Green))
            .Append(new string(unicode ? '\u2591' : '.', Bar - done), new Style(Color.Grey))
            .Append($" {time}  {share:0 %}", Style.Plain);
    }

    private static Color ColourOf(PackState state) =>
        state.Mode == Mode.Fault ? Color.Red : state.Active != 0 ? Color.Yellow : Color.Green;

    private static void Row(Table table, string name, string value, Color colour) =>
        table.AddRow(new IRenderable[] { new Text(name), new Text(value, new Style(colour)) });
}

using Bms.Protection;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>Something that an entry of the timeline can do: its field in a file, and what it does on the stage.</summary>
public sealed record ActionKind(Field Field, Action<Stage, Node, string> Do);

/// <summary>What an entry of the timeline may do; an entry may do several things at once, in this order.</summary>
public static class Actions
{
    /// <summary>Quality of a time that comes from SNTP, as the firmware counts it.</summary>
    private const int Sntp = 3;

    // Cables of a metre or two, and the capacitor itself.
    private const double CapacitorCable_ohm = 0.1;

    /// <summary>The actions. The text of each is the name of its field.</summary>
    public static IReadOnlyList<ActionKind> All { get; } =
    [
        new(Field.Number("ambient_C", -40, 85, "ambient temperature"), (s, n, f) => s.Bench.Pack.Ambient_C = n.Number(f)),
        new(Field.Flag("supply", "the charger's input supply is there"), (s, n, f) => SetSupply(s, n.Flag(f, false))),
        new(Field.Number("load_A", -100, 200, "the load draws this current; negative feeds back"),
            (s, n, f) => SetLoad(s, () => s.Draw(n.Number(f)))),
        new(Field.Number("load_W", 0, 5000, "the load draws this power"),
            (s, n, f) => SetLoad(s, () => s.Bench.Pack.Load.SetPower_W(s.Scenario.LoadFactor * n.Number(f)))),
        new(Field.Number("load_ohm", 0.01, 1_000_000, "the load is this resistance"),
            (s, n, f) => SetLoad(s, () => s.Bench.Pack.Load.SetResistance_ohm(n.Number(f) / s.Scenario.LoadFactor))),
        new(Field.Flag("load_obeys", "true = load_A and drive_cycle draw no more than the firmware allows"),
            (s, n, f) => s.ObeyLimit(n.Flag(f, false))),
        new(Field.Text("drive_cycle", 1, 300, "the load repeats this drive cycle: " + string.Join(", ", DriveCycle.Names)
            + ", or a file that ends in .csv, looked for beside the scenario"), (s, n, _) => Drive(s, s.Scenario.Cycles[n])),
        new(Field.Number("load_uF", 1, 1_000_000, "the load is an empty capacitor, with 0.1 ohm before it"),
            (s, n, f) => SetLoad(s, () => ConnectCapacitor(s, n.Number(f)))),
        new(Field.Whole("utc_s", 0, uint.MaxValue, "SNTP tells the firmware this time, in s since 1970"),
            (s, n, f) => s.ToFirmware(c => c.NoteUtc(n.Wide(f, 0), Sntp, s.Bench.Firmware.Uptime_ms))),
        new(Field.Flag("clear_latched", "true = an operator resets the latched protections"),
            (s, n, f) => IfSo(n, f, () => s.ToFirmware(c => c.ResetLatches(ClearedBy.Person)))),
        new(Field.Flag("clear_latched_remotely", "true = somebody resets the latched protections from afar"),
            (s, n, f) => IfSo(n, f, () => s.ToFirmware(c => c.ResetLatches(ClearedBy.Remote)))),
        new(Field.Flag("reboot", "true = the processor restarts"),
            (s, n, f) => IfSo(n, f, () => s.BetweenSteps(s.Bench.Firmware.PowerOn))),
        new(Field.Flag("restart", "true = the firmware restarts in order: last records, a farewell, then the reset"),
            (s, n, f) => IfSo(n, f, () => s.BetweenSteps(s.Bench.Firmware.Restart))),
        new(Field.Flag("ask_recording", "true = a person asks for the frames that the detector saw in the last minute"),
            (s, n, f) => IfSo(n, f, () => s.ToFirmware(c => c.Watch?.Ring.Ask()))),
        new(Field.Choice("ask", Enum.GetNames<Request>(), "what the BMS is asked for"),
            (s, n, f) => s.ToFirmware(c => c.Ask(Enum.Parse<Request>(n.Text(f))))),
        new(Field.Choice("ask_remotely", Enum.GetNames<Request>(), "what the BMS is asked for from afar"),
            (s, n, f) => s.ToFirmware(c => c.Ask(Enum.Parse<Request>(n.Text(f)), ClearedBy.Remote))),
    ];

    /// <summary>Their fields.</summary>
    public static IReadOnlyList<Field> Fields { get; } = [.. All.Select(a => a.Field)];

    /// <summary>The actions that set the load: one at a time.</summary>
    public static IReadOnlyList<string> Loads { get; } = ["load_A", "load_W", "load_ohm", "drive_cycle", "load_uF"];

    /// <summary>Does all that an entry asks for.</summary>
    public static void Do(Stage stage, Node entry)
    {
        foreach (ActionKind kind in All.Where(a => entry.Has(a.Field.Name)))
        {
            kind.Do(stage, entry, kind.Field.Name);
        }
    }

    /// <summary>What an entry does, in words.</summary>
    public static string Describe(Node entry) =>
        string.Join(", ", Fields.Where(f => entry.Has(f.Name)).Select(f => $"{f.Name} {Show(entry, f)}"));

    private static string Show(Node entry, Field field) => field.Kind switch
    {
        FieldKind.Number => entry.Number(field.Name).ToString(),
        FieldKind.Whole => entry.Wide(field.Name, 0).ToString(),
        FieldKind.Flag => entry.Flag(field.Name, false) ? "on" : "off",
        _ => entry.Text(field.Name),
    };

    private static void IfSo(Node node, string field, Action action)
    {
        if (node.Flag(field, false))
        {
            action();
        }
    }

    private static void SetSupply(Stage stage, bool present)
    {
        stage.Bench.Pack.Charger.SupplyPresent = present;
        stage.Bench.Hardware.Tick();
    }

    private static void SetLoad(Stage stage, Action set)
    {
        stage.TakeLoad();
        stage.Bench.Pack.DisconnectCapacitor();
        set();
    }

    private static void ConnectCapacitor(Stage stage, double capacity_uF)
    {
        stage.Bench.Pack.Load.SetCurrent_A(0);
        stage.Bench.Pack.ConnectCapacitor(capacity_uF * 1e-6, CapacitorCable_ohm);
    }

    private static void Drive(Stage stage, DriveCycle cycle)
    {
        stage.Bench.Pack.DisconnectCapacitor();
        Drive(stage, cycle, 0, stage.Now_us, stage.TakeLoad());
    }

    private static void Drive(Stage stage, DriveCycle cycle, int span, long time_us, int number)
    {
        if (!stage.HasLoad(number))
        {
            return;
        }

        (long length_us, double draw) = cycle.Spans[span];
        stage.Draw(draw, cycle.Mode);
        long next_us = time_us + length_us;
        stage.Agenda.Add(next_us, () => Drive(stage, cycle, (span + 1) % cycle.Spans.Count, next_us, number));
    }
}

using Bms.Simulator.Report;

namespace Bms.Simulator.Tests.Report;

/// <summary>A made-up day at 10 Hz for the report's tests: two drives, a charge, a probe that fails for half an hour.</summary>
internal static class SyntheticDay
{
    public const double Day_s = 86400;
    private const double ProbeLost_s = 8.2 * 3600, ProbeBack_s = 8.7 * 3600, Open_h = 8.2 + 3.2 / 3600;

    public static RunReport Make(int samples = 86_400)
    {
        double Time(int i) => i * Day_s / samples;
        SeriesData Record(Func<double, int, double> y)
        {
            SeriesRecorder recorder = new();
            for (int i = 0; i <= samples; i++) recorder.Add(Time(i), y(Time(i), i));
            return recorder.ToData();
        }

        List<Series> cells = [], probes = [];
        for (int c = 0; c < 4; c++)
        {
            int cell = c;
            double offset = 0.006 * (cell - 1.5);
            SeriesData volts = Record((t, i) => Voltage(t) + offset + Current(t, i) * 0.03 + 0.001 * Noise(i + cell));
            SeriesData degrees = Record((t, _) => cell == 2 && IsLost(t) ? double.NaN : Temperature(t) + 0.4 * cell);
            cells.Add(new Series($"cell {cell + 1}", volts, cell));
            probes.Add(new Series($"probe {cell + 1}", degrees, cell));
        }

        return new RunReport
        {
            Title = "A virtual day of a 4-cell pack",
            Lead = "The firmware of bench-4s on virtual chips: night, morning drive, a lost temperature probe, charge, evening drive.",
            Holds = true,
            VerdictText = "All 3 expectations hold",
            Summary = [new("Virtual time", "24:00 h"), new("Records verified", "8,662 of 8,662"), new("Seed", "1")],
            Expectations =
            [
                new("TemperatureSensorLost is raised within 3300 ms after the fault", true, "after 3,100 ms"),
                new("both switches open within 3400 ms after the fault", true, "after 3,200 ms"),
                new("no cell is above 4.25 V", true, "at most 4.187 V"),
            ],
            Groups = [Day(cells, probes, Record), Moment(Record)],
            Events = Events(),
            Figures = [new("demo.records_published", 8662, ""), new("demo.virtual_hours", 24, "h")],
            Notes = ["Dashed lines are the truth of the virtual pack, which the firmware cannot see."],
            Footer = "Bms.Simulator 0.1.0, seed 1",
        };
    }

    private static PlotGroup Day(List<Series> cells, List<Series> probes, Func<Func<double, int, double>, SeriesData> record) => new()
    {
        Title = "The day",
        From = 0,
        To = Day_s,
        Lanes = [Modes(), Switches("charge"), Switches("discharge")],
        Plots =
        [
            new Plot { Title = "Cell voltages, measured", Unit = "V", Series = cells,
                Limits = [new("over-voltage 4.25", 4.25, Severity.Critical), new("under-voltage 2.80", 2.8, Severity.Critical)] },
            new Plot { Title = "Pack current, positive = charge", Unit = "A", Series =
                [new("true", record(Current), -1, Stroke.Wide), new("measured", record((t, i) => Current(t, i) + 0.01 * Noise(i)), 0)] },
            new Plot { Title = "Temperatures", Unit = "\u00b0C", Series = probes, MinimumSpan = 10 },
            new Plot { Title = "State of charge", Unit = "%", Series =
                [new("true", record((t, _) => Soc(t)), -1, Stroke.Wide), new("estimated", record((t, _) => Soc(t) + 1.2), 0)],
                Includes = [0, 100],
                Bands = [new("\u00b12 sigma", record((t, _) => Soc(t) - 2), record((t, _) => Soc(t) + 4.4), 0)] },
        ],
    };

    private static PlotGroup Moment(Func<Func<double, int, double>, SeriesData> record) => new()
    {
        Title = "The moment of the fault",
        Caption = "Every sample, ten a second.",
        X = XAxis.Time("Time since the fault", ProbeLost_s),
        From = ProbeLost_s - 10,
        To = ProbeLost_s + 20,
        Lanes = [Modes()],
        Plots = [new Plot { Title = "Pack current", Unit = "A", Series = [new("measured", record(Current), 0)] }],
    };

    private static List<ReportEvent> Events() =>
    [
        new(7 * 3600, Severity.Info, "Drive begins", "", true),
        new(ProbeLost_s, Severity.Warning, "Injected: probe 3 dies", "no answer on the bus", true),
        new(ProbeLost_s + 3.1, Severity.Critical, "TemperatureSensorLost raised", "probe 3, age 3,000 ms", true),
        new(ProbeLost_s + 3.2, Severity.Info, "Both switches open", "3,200 ms after the fault", true),
        new(ProbeBack_s, Severity.Info, "Probe 3 answers again", "", true),
        new(9 * 3600, Severity.Info, "Drive ends", "", true),
        new(13 * 3600, Severity.Info, "Charge begins", "", true),
        new(16.2 * 3600, Severity.Info, "Charge complete", "", true),
        new(18 * 3600, Severity.Info, "Drive begins", "", true),
    ];

    private static bool IsLost(double t) => t is >= ProbeLost_s and < ProbeBack_s;

    private static double Noise(int i) => (i * 7919L + i * (long)i % 104_729) % 2000 / 1000.0 - 1;

    private static double Current(double t, int i) => t switch
    {
        >= ProbeLost_s + 3.2 and < ProbeBack_s => 0,
        >= 7 * 3600 and < 9 * 3600 or >= 18 * 3600 and < 19.5 * 3600 => -2.2 + 1.8 * Math.Sin(t / 9) + 1.5 * Noise(i / 8),
        >= 13 * 3600 and < 15.5 * 3600 => 1.7,
        >= 15.5 * 3600 and < 16.2 * 3600 => 1.7 * Math.Exp(-(t - 15.5 * 3600) / 800),
        _ => 0,
    };

    private static double Soc(double t) => t switch
    {
        < 7 * 3600 => 82,
        < 9 * 3600 => 82 - 57 * (t - 7 * 3600) / 7200,
        < 13 * 3600 => 25,
        < 16.2 * 3600 => 25 + 75 * (t - 13 * 3600) / (3.2 * 3600),
        < 18 * 3600 => 100,
        < 19.5 * 3600 => 100 - 40 * (t - 18 * 3600) / 5400,
        _ => 60,
    };

    private static double Voltage(double t) => 3.3 + 0.0085 * Soc(t);

    private static double Temperature(double t) => 22 + 3 * Math.Sin((t - 9 * 3600) / Day_s * 2 * Math.PI);

    private static Lane Modes()
    {
        LaneData data = new();
        (double Hour, int State)[] changes =
            [(0, 0), (0.001, 1), (7, 3), (Open_h, 4), (ProbeBack_s / 3600, 3), (9, 1), (13, 2), (16.2, 1), (18, 3), (19.5, 1)];
        foreach ((double hour, int state) in changes) data.Add(hour * 3600, state);

        return new Lane("mode", [new("SelfTest", Tone.Orange), new("Standby", Tone.Quiet), new("Charge", Tone.Blue),
            new("Discharge", Tone.Green), new("Fault", Tone.Alarm)], data);
    }

    private static Lane Switches(string name)
    {
        LaneData data = new();
        (double Hour, int State)[] changes =
            [(0, 0), (7, 1), (Open_h, 0), (ProbeBack_s / 3600, 1), (9, 0), (13, 1), (16.2, 0), (18, 1), (19.5, 0)];
        foreach ((double hour, int state) in changes) data.Add(hour * 3600, state);

        return new Lane(name, [new("open", Tone.Empty), new("closed", Tone.Green)], data);
    }
}

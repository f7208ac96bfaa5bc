using Bms.Simulator.Scenarios;
using Bms.World;

namespace Bms.Simulator.Tests.Scenarios;

public sealed class CycleFileTests : IDisposable
{
    private static readonly CycleVehicle s_bicycle = new(100, 0.5, 0.01, 0.8, 0.5, 10, 2);

    private readonly string _folder = Directory.CreateTempSubdirectory("cycles").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("length_s,load_A\n10,2\n5,-1\n", LoadMode.Current)]
    [InlineData("\uFEFF# of a spreadsheet\r\nt_s;load_A\r\n0;2\r\n10;-1\r\n15;0\r\n", LoadMode.Current)]
    [InlineData("\"t_s\"\t\"load_W\"\n100\t2\n110\t-1\n115\t7\n", LoadMode.Power)]
    public void Times_and_lengths_and_whatever_separates_give_the_same_spans(string text, LoadMode mode)
    {
        DriveCycle cycle = CycleFile.Read("mine.csv", text, null);
        Assert.Equal([(10_000_000, 2.0), (5_000_000, -1.0)], cycle.Spans);
        Assert.Equal(mode, cycle.Mode);
    }

    // 36 km/h: 100 kg x 9.81 x 0.01 = 9.81 N, 0.6 x 0.5 x 10 x 10 = 30 N, so 398.1 W at the wheels; two packs share that and 10 W.
    [Fact]
    public void A_vehicle_at_constant_speed_needs_what_air_and_rolling_take() =>
        Assert.Equal(((398.1 / 0.8) + 10) / 2, Speeds("t_s,speed_km_per_h\n0,36\n60,36\n").Spans.Single().Draw, 9);

    // Without air and rolling the wheels get the kinetic energy, 100 kg x (10 m/s)2 / 2 = 5 kJ in 10 s, and half of it comes back.
    [Fact]
    public void Accelerating_takes_the_kinetic_energy_and_braking_gives_a_share_of_it_back()
    {
        CycleVehicle free = s_bicycle with { DragArea_m2 = 0, Rolling = 0, Auxiliary_W = 0, Packs = 1 };
        double[] draws = [.. CycleFile.Read("s.csv", "t_s,speed_km_per_h\n0,0\n10,36\n20,0\n30,0\n", free).Spans.Select(s => s.Draw)];
        Assert.Equal([500 / 0.8, -250, 0], draws);
    }

    [Theory]
    [InlineData("", "mine.csv: file: is empty, allowed is a head line with t_s or length_s, then load_A")]
    [InlineData("time,amps\n1,2\n", "mine.csv: head line: \"time,amps\" is not allowed, only t_s or length_s, then load_A")]
    [InlineData("t_s,load_A\n0,1\n1\n", "mine.csv: line 3: has 1 fields, allowed are 2")]
    [InlineData("t_s,load_A\n0,1\n1,two\n", "mine.csv: line 3, load_A: \"two\" is not allowed, only a number from -1000 to 1000")]
    [InlineData("t_s,load_A\n0,1\n5,1\n5,2\n", "mine.csv: line 4, t_s: 5 is not allowed, only 5.001 and later: times rise")]
    [InlineData("t_s,load_A\n0,1\n", "mine.csv: file: has no span")]
    [InlineData("length_s,load_A\n0,1\n", "mine.csv: line 2, length_s: \"0\" is not allowed, only a number from 0.001 to 86400")]
    [InlineData("t_s,load_W\n0,NaN\n", "mine.csv: line 2, load_W: \"NaN\" is not allowed")]
    [InlineData("t_s,speed_km_per_h\n0,1\n", "mine.csv: head line: speed_km_per_h is only allowed with a vehicle beside drive_cycle")]
    public void A_wrong_file_is_one_line_that_names_the_place_and_what_is_allowed(string text, string message)
    {
        BadInputException error = Assert.Throws<BadInputException>(() => CycleFile.Read("mine.csv", text, null));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_scenario_finds_the_file_beside_it_and_draws_its_power()
    {
        File.WriteAllText(Path.Combine(_folder, "ride.csv"), "t_s,load_W\n0,10\n5,30\n10,0\n");
        RunResult result = new ScenarioRunner(Read("\"drive_cycle\": \"ride.csv\"")).Run();
        int row = result.Trace["t_s"].ToList().FindIndex(t => t >= 18);
        Assert.Equal(-30.0, result.Trace["current_A"][row] * result.Trace["pack_V"][row], 0.5);
    }

    [Theory]
    [InlineData("\"drive_cycle\": \"lost.csv\"", "lost.csv: file: cannot be read")]
    [InlineData("\"drive_cycle\": \"Town\"", "timeline[1].drive_cycle: Town is not known, allowed are commute, e-bike")]
    [InlineData("\"load_A\": 1, \"vehicle\": { \"mass_kg\": 100, \"drag_area_m2\": 1 }", "vehicle only together with drive_cycle")]
    public void A_wrong_name_is_told_before_anything_runs(string entry, string message) =>
        Assert.Contains(message, Assert.Throws<BadInputException>(() => Read(entry)).Message, StringComparison.Ordinal);

    private static DriveCycle Speeds(string text) => CycleFile.Read("speeds.csv", text, s_bicycle);

    private Scenario Read(string entry) => ScenarioReader.Read(Path.Combine(_folder, "s.json"), System.Text.Encoding.UTF8.GetBytes($$"""
        { "title": "A ride of my own", "why": "Made for a test.", "duration_s": 25,
          "timeline": [ { "at_s": 2, "ask": "Discharge" }, { "at_s": 10, {{entry}} } ], "expect": [ { "expect": "no-rows" } ] }
        """));
}

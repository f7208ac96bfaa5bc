using System.Security.Cryptography;
using System.Text;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Sweep;

/// <summary>What a sweep does: which scenarios, how many cases, from which seed, how far from the nominal, on which board.</summary>
/// <param name="Sources">The scenarios; case by case they take turns.</param>
/// <param name="Names">Their names as a command takes them.</param>
/// <param name="Count">Cases.</param>
/// <param name="Seed">Of the whole plan.</param>
/// <param name="Kill">True: in each case the processor dies.</param>
/// <param name="Width">Times the usual distance from the nominal, 0 to 3.</param>
/// <param name="Hardware">The board; null = the scenario's own.</param>
public sealed record SweepPlan(
    IReadOnlyList<ScenarioSource> Sources, IReadOnlyList<string> Names, int Count, ulong Seed, bool Kill, double Width, string? Hardware)
{
    /// <summary>The states of a board in which a sweep of its own kills the processor.</summary>
    public static IReadOnlyList<string> KillStates { get; } =
    [
        "two-minutes-from-power-up", "two-minutes-of-charging-at-full-current", "two-minutes-of-charging-at-constant-voltage",
        "two-minutes-of-driving", "two-minutes-with-a-runaway-charger", "two-minutes-with-a-broken-tap",
    ];

    /// <summary>The cell that takes the place of the scenarios' own, by name or file; null = their own.</summary>
    public string? Cell { get; init; }

    /// <summary>Ranges of the user, each instead of what usually varies at its place.</summary>
    public IReadOnlyList<OwnRange> Own { get; init; } = [];

    /// <summary>Why no verdict may rest on this sweep; null when one may.</summary>
    public string? NoVerdict => Enumerable.Range(0, Sources.Count).Select(i => Scenario(i, []).NoVerdict).FirstOrDefault(n => n != null);

    private readonly Latin _latin = new(Seed, Count);
    private readonly Scenario[] _nominal = [.. Sources.Select(s => ScenarioReader.Read(s.File, s.Json))];

    /// <summary>Tells two plans apart; cases of one plan only belong together.</summary>
    public string Identity
    {
        get
        {
            string own = string.Concat(Own.Select(o => ' ' + o.Text));
            string head = $"{Count} {Seed} {Kill} {Changes.Show(Width)} {Hardware} {Cell} {string.Join(' ', Names)}{own}\n";
            byte[] all = [.. Encoding.UTF8.GetBytes(head), .. Sources.SelectMany(s => s.Json.ToArray())];
            return Convert.ToHexStringLower(SHA256.HashData(all))[..16];
        }
    }

    /// <summary>The board that is tried, or those of the scenarios.</summary>
    public string Board => Hardware ?? string.Join(", ", _nominal.Select(s => s.Hardware.Name).Distinct());

    /// <summary>The scenario of a case, as a command takes it.</summary>
    public string NameOf(int index) => Names[index % Names.Count];

    /// <summary>The changes that make a case, from 0.</summary>
    public IReadOnlyList<Deviation> Deviations(int index)
    {
        var place = new LatinCase(_latin, index);
        Scenario nominal = _nominal[index % _nominal.Length];
        List<Deviation> deviations = [.. Variation.Of(nominal, place, Width).Where(d => Own.All(o => o.Place != d.Place))];
        deviations.AddRange(Own.Select(o => o.At(place, Sources[index % Sources.Count])));
        if (Kill)
        {
            deviations.AddRange(KillVariation.Of(nominal, place));
        }

        return deviations;
    }

    /// <summary>Tries the ends of the user's ranges in each scenario: what is wrong with them is told before time is spent.</summary>
    /// <exception cref="BadInputException">A place is not there, or an end is out of its range.</exception>
    public void Check()
    {
        for (int i = 0; i < Sources.Count; i++)
        {
            foreach (Deviation end in Own.SelectMany(o => o.Ends(Sources[i])))
            {
                Scenario(i, [end]);
            }
        }
    }

    /// <summary>The scenario that some changes of a case make.</summary>
    public Scenario Scenario(int index, IEnumerable<Deviation> deviations)
    {
        Scenario scenario = Changes.Read(
            Sources[index % Sources.Count], [.. Commands.Options.CellChange(Cell), .. deviations.Select(d => d.Text)]);
        return Hardware == null ? scenario : scenario with { Hardware = Bench.Bench4sSpec.Of(Hardware) };
    }

    /// <summary>The command that plays a case.</summary>
    public string Replay(int index, IEnumerable<Deviation> deviations)
    {
        string sets = string.Join(' ', deviations.Select(d => d.Text));
        string hardware = Hardware == null ? string.Empty : $" --hardware {Hardware}";
        string cell = Cell == null ? string.Empty : $" --cell {Cell}";
        return $"run {NameOf(index)}{hardware}{cell}" + (sets.Length == 0 ? string.Empty : " --set " + sets);
    }
}

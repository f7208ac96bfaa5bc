using Bms.Protection;
using Bms.Simulator.Campaign;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Campaign;

/// <summary>Whether the campaign draws what can be played, says the same each time, and sees what is broken.</summary>
public class CampaignTests
{
    public static TheoryData<string> Families => [.. CampaignFamilies.All.Select(f => f.Name)];

    public static TheoryData<string> Mutated => [.. Mutants.All.Select(m => m.Name).Distinct()];

    [Theory, MemberData(nameof(Families))]
    public void Every_case_of_a_family_can_be_read_and_is_the_same_when_it_is_drawn_again(string family)
    {
        foreach (CampaignBoard board in CampaignBoard.All.Where(b => CampaignFamilies.Of(family).Fits(b)))
        {
            for (ulong seed = 0; seed < 40; seed++)
            {
                CampaignCase one = new(board.Name, family, seed, seed % 2 == 0 ? 120 : 600);
                Assert.NotNull(one.Plan().Read());
                Assert.Equal(one.Plan().Text(), one.Plan().Text());
            }
        }
    }

    [Theory, InlineData("bench-4s"), InlineData("pack-16s")]
    public void A_round_of_all_families_finds_nothing_in_the_firmware_as_it_is(string board)
    {
        var run = new CampaignRun([board], 120, 5, Environment.ProcessorCount);
        int families = CampaignFamilies.On(CampaignBoard.Of(board)).Count;
        Assert.All(run.Play(families), v => Assert.True(v.Violation == null, $"{v.Case}: {v.Violation}"));
    }

    [Fact]
    public void A_case_plays_the_same_twice()
    {
        CampaignCase one = new("bench-4s", "bus-noise-and-overload", 3, 120);
        Mutant slow = Mutants.All.Single(m => m.Name.StartsWith("over-current: the delay", StringComparison.Ordinal));
        Assert.NotNull(one.Play(slow.Worsen));
        Assert.Equal(one.Play(slow.Worsen), one.Play(slow.Worsen));
    }

    // One of the board's table, one of the compiled firmware: both ways in work.
    [Theory]
    [InlineData("without DischargeOverCurrent"), InlineData("nothing is ever asked")]
    public void A_mutant_is_killed_by_a_case_that_the_whole_firmware_passes(string name)
    {
        var run = new CampaignRun(["bench-4s"], 120, 1, 1);
        CampaignVerdict? killer = run.Kill(Mutants.All.Single(m => m.Name == name), "bench-4s", 0);
        Assert.NotNull(killer);
        Assert.Null(killer.Case.Play());
    }

    [Fact]
    public void A_mutant_that_changes_nothing_lives() =>
        Assert.Null(new CampaignRun(["bench-4s"], 120, 1, 1).Kill(new Mutant("none", ["healthy", "overload"]), "bench-4s", 0));

    [Theory, MemberData(nameof(Mutated))]
    public void A_mutant_names_families_and_code_that_there_are(string name)
    {
        foreach (Mutant mutant in Mutants.All.Where(m => m.Name == name))
        {
            IEnumerable<CampaignBoard> boards = CampaignBoard.All.Where(b => mutant.Board == null || mutant.Board == b.Name);
            Assert.All(mutant.Families, family => Assert.All(boards, b => Assert.True(CampaignFamilies.Of(family).Fits(b))));
            Assert.True(mutant.Worsen != null || mutant.Edits.Count > 0);
            Assert.True(mutant.Edits.Count == 0 || MutantFirmware.Image(mutant).Length > 0);
        }
    }

    [Fact]
    public void An_edit_of_code_that_there_is_not_is_refused()
    {
        Mutant nowhere = new("x", []) { Edits = [IlEdit.Returns("Crc32", "Comput", 0)] };
        Assert.Contains("Crc32.Comput", Assert.Throws<InvalidOperationException>(() => MutantFirmware.Image(nowhere)).Message);
        Mutant nothing = new("y", []) { Edits = [IlEdit.Number("Crc32", "Compute", 4711, 0)] };
        Assert.Contains("4711", Assert.Throws<InvalidOperationException>(() => MutantFirmware.Image(nothing)).Message);
    }

    [Fact]
    public void There_are_forty_mutants_each_with_a_name_of_its_own()
    {
        Assert.True(Mutants.All.Count >= 40);
        string[] names = [.. Mutants.All.Select(m => $"{m.Board} {m.Name}")];
        Assert.Equal(names.Distinct(), names);
        Assert.All(CampaignBoard.All, b => Assert.True(new CampaignRun([b.Name], 120, 1, 1).On(Mutants.All).Count >= 40));
    }

    [Fact]
    public void A_row_that_nobody_misses_would_be_told() => Assert.All(
        new[] { Fault.CellOverVoltage, Fault.BusStuck, Fault.CellSpread },
        fault => Assert.Contains(Mutants.All, m => m.Name == $"without {fault}"));
}

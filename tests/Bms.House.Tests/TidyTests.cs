using Xunit;

namespace Bms.House.Tests;

public class TidyTests
{
    public static TheoryData<string> Names => [.. TidyRules.All.Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Every_file_keeps_the_rule(string name)
    {
        TidyRule rule = Rule(name);
        Violation.AssertNone(Repository.TextFiles.SelectMany(rule.Check));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_rule_sees_its_planted_violation_and_nothing_in_a_clean_file(string name)
    {
        TidyRule rule = Rule(name);
        Violation found = Assert.Single(rule.Check(new SourceFile(rule.PlantedPath, rule.Planted)));
        Assert.Equal((rule.PlantedPath, rule.PlantedLine), (found.Path, found.Line));

        string cleanPath = rule.PlantedPath.Replace("Test_2", "charger-ignores-limit", StringComparison.Ordinal);
        SourceFile clean = new(cleanPath, "class A\n{\n    int b; // see https://example.org/home/pack\n}\n");
        Assert.Empty(rule.Check(clean));
    }

    [Fact]
    public void The_tree_is_really_read()
    {
        Assert.Contains(Repository.TextFiles, f => f.Path == "firmware/Bms/PackSample.cs");
        Assert.Contains(Repository.TextFiles, f => f.Path == "tests/Bms.House.Tests/TidyTests.cs");
        Assert.DoesNotContain(Repository.TextFiles, f => f.Path.StartsWith("artifacts/", StringComparison.Ordinal));
    }

    [Fact]
    public void No_two_paths_differ_in_letter_case_only()
    {
        IEnumerable<IGrouping<string, string>> same = Repository.TextFiles.Select(f => f.Path)
            .GroupBy(path => path, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1);
        Violation.AssertNone(same.Select(group => new Violation(group.First(), 1,
            "would overwrite " + group.Last() + " on Windows and macOS")));
    }

    private static TidyRule Rule(string name) => TidyRules.All.Single(rule => rule.Name == name);
}

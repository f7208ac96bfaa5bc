using Xunit;

namespace Bms.House.Tests;

public class MirrorTests
{
    public static TheoryData<string> Folders => [.. MirrorRules.All.Select(rule => rule.Folder)];

    [Theory, MemberData(nameof(Folders))]
    public void Every_source_file_has_its_test_file(string folder)
    {
        MirrorRule rule = MirrorRules.All.Single(r => r.Folder == folder);
        Violation.AssertNone(rule.Check([.. Repository.CSharpFiles.Select(f => f.Path)]));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Sees_a_file_without_a_test(string folder)
    {
        MirrorRule rule = MirrorRules.All.Single(r => r.Folder == folder);
        string[] paths = [rule.Folder + "/Tested.cs", rule.Tests + "/TestedTests.cs", rule.Folder + "/Forgotten.cs"];
        Assert.Equal([rule.Folder + "/Forgotten.cs"], rule.Check(paths).Select(v => v.Path));
    }
}

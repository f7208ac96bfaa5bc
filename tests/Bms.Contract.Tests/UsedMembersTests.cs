using Bms.Nano.Surface;
using Xunit;

namespace Bms.Contract.Tests;

/// <summary>firmware/NanoContract/used-members.txt says what the firmware needs of a board: a change of it is seen in review.</summary>
public class UsedMembersTests
{
    private const string WriteVariable = "BMS_WRITE_USED_MEMBERS";

    private static readonly string ListPath = Path.Combine(Files.Root, "firmware/NanoContract/used-members.txt");

    [Fact]
    public void The_list_of_used_members_is_that_of_the_built_firmware()
    {
        string[] lines = [.. Lines()];
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            File.WriteAllText(ListPath, string.Join('\n', lines) + "\n");
        }

        string[] listed = File.ReadAllLines(ListPath);
        IEnumerable<string> difference = lines.Except(listed).Select(m => "+ " + m).Concat(listed.Except(lines).Select(m => "- " + m));
        Assert.True(
            lines.SequenceEqual(listed),
            $"firmware/NanoContract/used-members.txt is out of date; if the change is meant, write it anew with "
            + $"{WriteVariable}=1 dotnet test tests/Bms.Contract.Tests -c Release\n{string.Join('\n', difference)}");
    }

    [Fact]
    public void Every_used_member_is_one_that_the_board_has()
    {
        using AssemblySurface firmware = Files.OpenFirmware();
        foreach ((string assembly, SortedSet<string> members) in UsedMembers.Of(firmware))
        {
            HashSet<string> real = [.. NanoApi.Read(assembly).Members, .. NanoApi.Read("mscorlib").Members];
            Assert.Empty(members.Where(m => m[0] == 'M' && !IsAccessor(m)).Except(real));
        }
    }

    private static bool IsAccessor(string member) => member.Contains(".get_", StringComparison.Ordinal)
        || member.Contains(".set_", StringComparison.Ordinal) || member.Contains(".add_", StringComparison.Ordinal)
        || member.Contains(".remove_", StringComparison.Ordinal);

    private static IEnumerable<string> Lines()
    {
        var project = new NanoProject("firmware/Bms/Bms.nfproj");
        using AssemblySurface firmware = Files.OpenFirmware();
        Dictionary<string, Version> versions = firmware.References.ToDictionary(r => r.Name, r => r.Version);
        foreach ((string assembly, SortedSet<string> members) in UsedMembers.Of(firmware))
        {
            string package = project.References.Single(r => r.Assembly == assembly).Path.Split('/')[3];
            yield return $"# {assembly} {versions[assembly]} from package {package}";
            foreach (string member in members)
            {
                yield return member;
            }
        }
    }
}

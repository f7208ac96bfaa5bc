namespace Bms.Nano.Surface;

/// <summary>
/// Holds three descriptions of the board's class library against each other: the contract that firmware is compiled against, the
/// twins that it runs on, and the true lists where they are at hand.
/// </summary>
public static class SurfaceCheck
{
    /// <summary>On a board mscorlib holds this struct; see ARCHITECTURE.md.</summary>
    private const string Span = "System.SpanByte";

    /// <summary>Differences between the twins and the contract, a line each.</summary>
    public static IEnumerable<string> Twins(string contractFolder, string twinFolder)
    {
        foreach (string path in Directory.GetFiles(twinFolder, "*.dll").Order(StringComparer.Ordinal))
        {
            using var twin = new AssemblySurface(path);
            using var contract = new AssemblySurface(Path.Combine(contractFolder, twin.Name + ".dll"));
            if (twin.Version != contract.Version)
            {
                yield return $"twin {twin.Name} has version {twin.Version}, the contract {contract.Version}";
            }

            HashSet<string> forwarded = [.. twin.Forwarded];
            string[] declared = [.. contract.VisibleMembers().Where(m => !forwarded.Contains(TypeOf(m)))];
            SortedSet<string> offered = twin.VisibleMembers();
            foreach (string missing in declared.Except(offered))
            {
                yield return $"twin {twin.Name} lacks {missing}";
            }

            foreach (string extra in offered.Except(declared))
            {
                yield return $"twin {twin.Name} offers {extra}, which the contract does not declare";
            }
        }
    }

    /// <summary>Members and versions of the contract that the true lists do not have, a line each.</summary>
    public static IEnumerable<string> Contract(string contractFolder, string listFolder)
    {
        HashSet<string> core = ApiList.Read(listFolder, "mscorlib").Members;
        foreach (string path in Directory.GetFiles(contractFolder, "*.dll").Order(StringComparer.Ordinal))
        {
            using var contract = new AssemblySurface(path);
            (string version, HashSet<string> real) = ApiList.Read(listFolder, contract.Name);
            if (version != contract.Version.ToString())
            {
                yield return $"contract {contract.Name} has version {contract.Version}, the board's is {version}";
            }

            foreach (string member in contract.VisibleMembers())
            {
                bool known = real.Contains(member) || (member[2..].StartsWith(Span, StringComparison.Ordinal) && core.Contains(member));
                if (!known)
                {
                    yield return $"contract {contract.Name} declares {member}, which the board does not have";
                }
            }
        }
    }

    /// <summary>The type that a line of a member list is about.</summary>
    public static string TypeOf(string member)
    {
        ArgumentNullException.ThrowIfNull(member);
        string name = member[2..].Split('(', ' ')[0];
        return member.StartsWith("T:", StringComparison.Ordinal) ? name : name[..name.LastIndexOf('.')].TrimEnd('.');
    }
}

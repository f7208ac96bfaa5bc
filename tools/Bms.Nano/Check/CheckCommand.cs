using Bms.Nano.Surface;

namespace Bms.Nano.Check;

/// <summary>`check [DLL]`: prints every broken rule, one a line, and the count.</summary>
public static class CheckCommand
{
    /// <summary>
    /// `check` without a DLL: the firmware, and the surfaces of contract and twins; with the true lists where BMS_NANO_API names them.
    /// </summary>
    public static int RunAll(string folder, TextWriter output, TextWriter error)
    {
        int exit = Run(Path.Combine(folder, "Bms.dll"), output, error);
        string contract = Path.Combine(folder, "contract");
        string twins = Path.Combine(folder, "twins");
        string? lists = ApiList.Folder;
        List<string> differences = [.. SurfaceCheck.Twins(contract, twins)];
        differences.AddRange(lists is null ? [] : SurfaceCheck.Contract(contract, lists));
        differences.ForEach(output.WriteLine);
        output.WriteLine($"check.twins = {Directory.GetFiles(twins, "*.dll").Length}");
        output.WriteLine($"check.contract_assemblies = {Directory.GetFiles(contract, "*.dll").Length}");
        output.WriteLine($"check.surface_differences = {differences.Count}");
        output.WriteLine($"skipped = {(lists is null ? 1 : 0)}");
        return differences.Count == 0 ? exit : Math.Max(exit, 1);
    }

    /// <summary>Returns 0 when no rule is broken, 1 when one is, 2 when the file cannot be read.</summary>
    public static int Run(string path, TextWriter output, TextWriter error)
    {
        try
        {
            using Inspection inspection = Inspection.Open(path);
            int count = 0;
            foreach (Rule rule in RuleBook.Rules)
            {
                foreach (Place place in rule.Find(inspection).Distinct())
                {
                    output.WriteLine($"{place.Location}: {rule.Id} {rule.Name}: {place.Detail}. {rule.Why}; {rule.WayOut}.");
                    count++;
                }
            }

            output.WriteLine($"check.rules = {RuleBook.Rules.Count}");
            output.WriteLine($"check.methods = {inspection.Calls.Methods.Count}");
            output.WriteLine($"check.violations = {count}");
            return count == 0 ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            error.WriteLine($"{path}: not a readable assembly: {e.Message.Split('\n')[0].Trim()}");
            return 2;
        }
    }
}

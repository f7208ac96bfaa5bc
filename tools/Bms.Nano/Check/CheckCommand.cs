namespace Bms.Nano.Check;

/// <summary>`check [DLL]`: prints every broken rule, one a line, and the count.</summary>
public static class CheckCommand
{
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

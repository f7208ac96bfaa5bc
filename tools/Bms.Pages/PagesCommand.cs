using Bms.Pages.Bench;

namespace Bms.Pages;

/// <summary>The command line: writes the pages of a board or tells which of them are out of date.</summary>
public static class PagesCommand
{
    private const int Holds = 0, Fails = 1, BadUse = 2;

    private const string Help = """
        Writes the pages of a board from the firmware's wiring table, the simulator's hardware and the parts list.

          dotnet run -c Release --project tools/Bms.Pages -- write [--out DIR]    writes them; default: hardware/bench-4s
          dotnet run -c Release --project tools/Bms.Pages -- check [--out DIR]    names those that differ, exit code 1
        """;

    /// <summary>Runs one command; 0 = done or equal, 1 = a page differs, 2 = bad use.</summary>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        if (args.Count == 0 || args[0] is "--help" or "-h")
        {
            output.WriteLine(Help);
            return Holds;
        }

        string? wrong = Parse(args, out bool write, out string folder);
        if (wrong == null && !Directory.Exists(folder))
        {
            wrong = $"--out: {folder} is not there, allowed is a folder";
        }

        if (wrong != null)
        {
            error.WriteLine("Bms.Pages: " + wrong);
            return BadUse;
        }

        return write ? Write(folder, output) : Check(folder, output);
    }

    private static string? Parse(IReadOnlyList<string> args, out bool write, out string folder)
    {
        write = args[0] == "write";
        folder = "hardware/bench-4s";
        if (args[0] is not ("write" or "check"))
        {
            return $"'{args[0]}' is not allowed, only write, check or --help";
        }

        if (args.Count == 1)
        {
            return null;
        }

        if (args.Count != 3 || args[1] != "--out")
        {
            return $"'{args[1]}' is not allowed here, only --out DIR";
        }

        folder = args[2];
        return null;
    }

    private static int Write(string folder, TextWriter output)
    {
        foreach (Page page in BenchPages.All())
        {
            File.WriteAllText(Path.Combine(folder, page.Name), page.Text);
            output.WriteLine($"{page.Name} = {page.Text.Length} characters");
        }

        return Holds;
    }

    private static int Check(string folder, TextWriter output)
    {
        int differ = 0;
        foreach (Page page in BenchPages.All())
        {
            string path = Path.Combine(folder, page.Name);
            if (!File.Exists(path) || File.ReadAllText(path) != page.Text)
            {
                output.WriteLine($"{page.Name} differs; write it again");
                differ++;
            }
        }

        output.WriteLine($"pages.differ = {differ}");
        return differ == 0 ? Holds : Fails;
    }
}

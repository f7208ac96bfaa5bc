using Bms.Pages.Bench;
using Bms.Pages.Packs;

namespace Bms.Pages;

/// <summary>The command line: writes the pages of the boards or tells which of them are out of date.</summary>
public static class PagesCommand
{
    private const int Holds = 0, Fails = 1, BadUse = 2;
    private const string Root = "hardware";

    private const string Help = """
        Writes the pages of the boards from the firmware's wiring tables, the simulator's hardware and the parts lists.

          dotnet run -c Release --project tools/Bms.Pages -- write [--out DIR]    writes them; default: hardware, a folder a board
          dotnet run -c Release --project tools/Bms.Pages -- check [--out DIR]    names those that differ, exit code 1
        """;

    /// <summary>Every page of every board, its folder before its name.</summary>
    public static IEnumerable<Page> All() =>
        [.. BenchPages.All().Select(page => In("bench-4s", page)), .. PackPages.All().Select(page => In("pack-16s", page))];

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
        folder = Root;
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
        foreach (Page page in All())
        {
            string path = Path.Combine(folder, page.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, page.Text);
            output.WriteLine($"{page.Name} = {page.Text.Length} characters");
        }

        return Holds;
    }

    private static int Check(string folder, TextWriter output)
    {
        int differ = 0;
        foreach (Page page in All())
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

    private static Page In(string board, Page page) => page with { Name = $"{board}/{page.Name}" };
}

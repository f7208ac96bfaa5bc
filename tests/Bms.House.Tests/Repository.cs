namespace Bms.House.Tests;

/// <summary>The work tree that these tests were built from, found by walking up to the solution file.</summary>
public static class Repository
{
    /// <summary>Folders that git ignores, or that hold git itself: what lies in them is not source.</summary>
    private static readonly HashSet<string> Ignored =
        [".git", "artifacts", "bin", "obj", "TestResults", ".vs", ".vscode", ".idea", "packages", "report"];

    private static readonly string[] TextEndings =
    [
        ".cs", ".csproj", ".nfproj", ".props", ".targets", ".config", ".json", ".md", ".yml", ".yaml", ".sh", ".svg", ".csv", ".txt",
        ".html", "/run", ".editorconfig", ".gitignore",
    ];

    /// <summary>Absolute path of the folder that holds BmsFirmware.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every text file of the tree, in a fixed order.</summary>
    public static IReadOnlyList<SourceFile> TextFiles { get; } = Load();

    /// <summary>Every C# file of firmware, simulator, tools and tests.</summary>
    public static IEnumerable<SourceFile> CSharpFiles => TextFiles.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BmsFirmware.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("BmsFirmware.sln is in no folder above the test's own: run the tests inside the work tree.");
    }

    private static List<SourceFile> Load()
    {
        List<SourceFile> files = [];
        Collect(new DirectoryInfo(Root), files);
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    private static void Collect(DirectoryInfo folder, List<SourceFile> files)
    {
        foreach (FileInfo file in folder.EnumerateFiles())
        {
            string path = "/" + Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
            if (TextEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            {
                files.Add(new SourceFile(path[1..], File.ReadAllText(file.FullName)));
            }
        }

        foreach (DirectoryInfo child in folder.EnumerateDirectories().Where(d => !Ignored.Contains(d.Name)))
        {
            Collect(child, files);
        }
    }
}

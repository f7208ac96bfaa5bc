namespace Bms.Simulator.Tests;

/// <summary>Where the sources are that these tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>Root of the repository: the nearest folder above the test's own that holds the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder != null && !File.Exists(Path.Combine(folder, "BmsFirmware.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("no BmsFirmware.sln above " + AppContext.BaseDirectory);
    }
}

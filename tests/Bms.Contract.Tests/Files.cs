using Bms.Nano.Surface;

namespace Bms.Contract.Tests;

/// <summary>The assemblies that the build has laid beside the tests.</summary>
internal static class Files
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Names(string folder) => Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.dll").Select(f => Path.GetFileNameWithoutExtension(f)).Order();

    public static AssemblySurface Open(string folder, string assembly) =>
        new(Path.Combine(AppContext.BaseDirectory, folder, assembly + ".dll"));

    /// <summary>The firmware as the board would get it.</summary>
    public static AssemblySurface OpenFirmware() => Open("", "Bms");

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BmsFirmware.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("BmsFirmware.sln is in no folder above the tests");
        }

        return folder;
    }
}

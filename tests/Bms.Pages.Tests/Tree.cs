namespace Bms.Pages.Tests;

/// <summary>Files of the work tree that these tests were built from.</summary>
internal static class Tree
{
    private static readonly string s_root = Find();

    internal static string Read(string path) => File.ReadAllText(Path.Combine(s_root, path));

    internal static string At(string path) => Path.Combine(s_root, path);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BmsFirmware.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("run the tests inside the work tree");
    }
}

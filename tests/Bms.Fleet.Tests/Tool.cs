using Bms.Fleet.Commands;

namespace Bms.Fleet.Tests;

/// <summary>The command line as a user has it, in a folder of its own.</summary>
public sealed class Tool : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet");

    public string Folder => _folder.FullName;

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public static (int Code, string Output, string Error) Run(params string[] args)
    {
        StringWriter output = new();
        StringWriter error = new();
        int code = CommandLine.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Runs what must work.</summary>
    public static string Good(params string[] args)
    {
        (int code, string output, string error) = Run(args);
        Xunit.Assert.Equal((0, ""), (code, error));
        return output;
    }

    /// <summary>Runs what must be refused with one line and exit code 2, and returns the line.</summary>
    public static string Bad(params string[] args)
    {
        (int code, string output, string error) = Run(args);
        Xunit.Assert.Equal((2, ""), (code, output));
        return Xunit.Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

namespace Bms.Simulator.Commands;

/// <summary>Writes files that are whole or not there: first under another name beside the target, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Refuses a target that cannot be written, before a long run is spent on it.</summary>
    /// <exception cref="BadInputException">The folder is not there, the target is a folder or device, or might be a scenario.</exception>
    public static void Check(string option, string path)
    {
        string? folder = path.Length == 0 ? null : Path.GetDirectoryName(Path.GetFullPath(path));

        // A rename puts a plain file in the place of a device, where nobody forbids it.
        bool device = folder != null && (folder + "/").StartsWith("/dev/", StringComparison.Ordinal);
        if (device || Directory.Exists(path) || !Directory.Exists(folder))
        {
            throw new BadInputException(path, option, "cannot be written, allowed is a file in a folder that is there");
        }

        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadInputException(path, option, "could be a scenario, allowed is a name that does not end in .json");
        }
    }

    /// <summary>Writes a file; an old one of that name is replaced only by a whole new one.</summary>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static void Write(string option, string path, Action<Stream> write)
    {
        string part = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (FileStream stream = File.Create(part))
            {
                write(stream);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, option, "cannot be written, " + e.Message);
        }
        finally
        {
            File.Delete(part);
        }
    }
}

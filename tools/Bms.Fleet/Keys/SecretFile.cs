namespace Bms.Fleet.Keys;

/// <summary>
/// Writes files that hold keys: readable by their owner alone (mode 0600), and whole or not there, because they are written under another
/// name and then renamed.
/// </summary>
public static class SecretFile
{
    /// <summary>Writes a new file. Throws <see cref="BadInputException"/> when one is there or it cannot be written.</summary>
    public static void Create(string option, string path, string text)
    {
        if (Path.Exists(path))
        {
            throw new BadInputException($"{option}: {path} is there already and is not overwritten; give the name of a new file");
        }

        Write(option, path, text, overwrite: false);
    }

    /// <summary>Puts a new file in the place of an old one. Throws <see cref="BadInputException"/> when it cannot be written.</summary>
    public static void Replace(string option, string path, string text) => Write(option, path, text, overwrite: true);

    private static void Write(string option, string path, string text, bool overwrite)
    {
        string part = $"{path}.{Environment.ProcessId}.part";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (FileStream stream = new(part, options))
            {
                stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = e.GetType().Name;
            throw new BadInputException($"{option}: {path} cannot be written ({why}); give a file in a folder that is there", e);
        }
        finally
        {
            Remove(part);
        }
    }

    private static void Remove(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}

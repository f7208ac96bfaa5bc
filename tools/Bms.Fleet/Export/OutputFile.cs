namespace Bms.Fleet.Export;

/// <summary>Writes files that are whole or not there: under another name beside the target first, then renamed.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Writes a text; an old file is replaced by a whole one only. Throws <see cref="BadInputException"/> when it cannot be written.
    /// </summary>
    public static void Write(string option, string path, Action<TextWriter> write)
    {
        if (path.Length == 0 || Directory.Exists(path) || Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw new BadInputException($"{option}: '{path}': is no file, allowed is the name of one");
        }

        string part = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (StreamWriter writer = new(part) { NewLine = "\n" })
            {
                write(writer);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException($"{option}: {path}: cannot be written, allowed is a file in a folder that is there", e);
        }
        finally
        {
            if (File.Exists(part))
            {
                File.Delete(part);
            }
        }
    }
}

namespace Bms.Simulator.Measured;

/// <summary>
/// A recording as its maker wrote it: lines before the head are skipped, and where another separator than the comma is used a comma in a
/// number is its decimal point.
/// </summary>
/// <param name="Map">Its columns.</param>
/// <param name="Rows">Its rows, each as fields.</param>
internal sealed record Recording(ColumnMap Map, IEnumerable<string[]> Rows)
{
    private const int MostLinesBefore = 200;

    /// <exception cref="BadInputException">The file cannot be read or holds nothing.</exception>
    public static Recording Open(string file)
    {
        string[] lines = [.. RunFile.Lines(file).Where(line => line.Length > 0 && line[0] != '#')];
        if (lines.Length == 0) throw new BadInputException(file, "file", "is empty, allowed is a CSV with a header");
        int most = Math.Min(lines.Length, MostLinesBefore);
        int head = Math.Max(0, Array.FindIndex(lines, 0, most, line => new ColumnMap(file, line).IsHead));
        ColumnMap map = new(file, lines[head]);
        return new Recording(map, lines.Skip(head + 1).Select(line => Fields(line, map.Separator)));
    }

    private static string[] Fields(string line, char separator)
    {
        string[] fields = line.Split(separator);
        if (separator == ',' || !line.Contains(',')) return fields;
        for (int i = 0; i < fields.Length; i++)
        {
            if (!fields[i].Contains('.')) fields[i] = fields[i].Replace(',', '.');
        }

        return fields;
    }
}

using System.Globalization;
using Bms.World;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// Reads a drive cycle. Its head line names two columns: "length_s" with the length of each row, or "t_s" with the time at which a row
/// begins and the last one ends the cycle; and "load_A", "load_W" or, with t_s and a vehicle, "speed_km_per_h". Commas, semicolons and
/// tabs separate; lines that begin with # are comments.
/// </summary>
public static class CycleFile
{
    private const string Form = "t_s or length_s, then load_A, load_W or speed_km_per_h";
    private const string Length = "length_s", Time = "t_s", Current = "load_A", Power = "load_W", Speed = "speed_km_per_h";
    private const int MostBytes = 8 << 20, MostRows = 200_000;
    private const double ShortestSpan_s = 0.001, LongestSpan_s = 86_400;

    /// <summary>Loads a file's bytes.</summary>
    /// <exception cref="BadInputException">It cannot be read, or is too long.</exception>
    internal static ReadOnlyMemory<byte> Load(string path)
    {
        ReadOnlyMemory<byte> bytes = ScenarioReader.Load(path, MostBytes);
        return bytes.Length <= MostBytes ? bytes
            : throw new BadInputException(path, "file", $"is too long, only {MostBytes} bytes are allowed");
    }

    /// <summary>Reads the text of a cycle.</summary>
    /// <exception cref="BadInputException">Anything wrong, as one line with the line's number.</exception>
    public static DriveCycle Read(string file, string text, CycleVehicle? vehicle)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = new List<(int Line, double First, double Second)>();
        (string First, string Second)? head = null;
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.Trim('\uFEFF', ' ', '\r', '\t');
            if (line.Length == 0 || line[0] == '#') continue;
            string[] parts = [.. line.Split(',', ';', '\t').Select(p => p.Trim(' ', '"'))];
            if (head == null) head = Head(file, parts, vehicle);
            else rows.Add(Row(file, number, parts, head.Value));
            if (rows.Count > MostRows) throw new BadInputException(file, "file", $"has too many rows, only {MostRows} are allowed");
        }

        if (head == null) throw new BadInputException(file, "file", $"is empty, allowed is a head line with {Form}, and rows");
        var spans = Spans(file, rows, head.Value, vehicle);
        if (spans.Count == 0) throw new BadInputException(file, "file", "has no span, allowed are 1 to 200000");
        return new DriveCycle(Path.GetFileName(file), head.Value.Second == Current ? LoadMode.Current : LoadMode.Power, spans);
    }

    private static (string First, string Second) Head(string file, string[] parts, CycleVehicle? vehicle)
    {
        bool known = parts.Length == 2 && parts[0] is Length or Time && parts[1] is Current or Power or Speed;
        if (!known) throw new BadInputException(file, "head line", $"\"{string.Join(',', parts)}\" is not allowed, only {Form}");
        bool isSpeed = parts[1] == Speed;
        if (isSpeed && parts[0] != Time) throw new BadInputException(file, "head line", $"{Speed} is only allowed with {Time}");
        if (isSpeed != (vehicle != null))
        {
            throw new BadInputException(file, "head line", isSpeed ? $"{Speed} is only allowed with a vehicle beside drive_cycle"
                : $"{parts[1]} is not allowed with a vehicle, only {Speed}");
        }

        return (parts[0], parts[1]);
    }

    private static (int Line, double First, double Second) Row(string file, int line, string[] parts, (string First, string Second) head)
    {
        if (parts.Length != 2) throw new BadInputException(file, $"line {line}", $"has {parts.Length} fields, allowed are 2");
        double most = head.Second switch { Current => 1_000, Power => 100_000, _ => 500 };
        double first = head.First == Time ? Number(file, line, head.First, parts[0], 0, Times.Max_s)
            : Number(file, line, head.First, parts[0], ShortestSpan_s, LongestSpan_s);
        return (line, first, Number(file, line, head.Second, parts[1], head.Second == Speed ? 0 : -most, most));
    }

    private static double Number(string file, int line, string field, string text, double least, double most)
    {
        bool read = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (read && value >= least && value <= most) return value;
        string allowed = string.Create(CultureInfo.InvariantCulture, $"only a number from {least} to {most}");
        throw new BadInputException(file, $"line {line}, {field}", $"\"{text}\" is not allowed, {allowed}");
    }

    private static List<(long Length_us, double Draw)> Spans(
        string file, List<(int Line, double First, double Second)> rows, (string First, string Second) head, CycleVehicle? vehicle)
    {
        if (head.First == Length) return [.. rows.Select(r => (Us(r.First), r.Second))];
        var spans = new List<(long, double)>(rows.Count);
        for (int i = 1; i < rows.Count; i++)
        {
            double length_s = rows[i].First - rows[i - 1].First;
            if (!(length_s >= ShortestSpan_s - 1e-9))
            {
                string least = string.Create(CultureInfo.InvariantCulture, $"only {rows[i - 1].First + ShortestSpan_s} and later");
                throw new BadInputException(file, $"line {rows[i].Line}, {Time}", $"{rows[i].First} is not allowed, {least}: times rise");
            }

            spans.Add((Us(length_s), vehicle == null ? rows[i - 1].Second
                : vehicle.Power_W(rows[i - 1].Second / 3.6, rows[i].Second / 3.6, length_s)));
        }

        return spans;
    }

    private static long Us(double length_s) => (long)Math.Round(length_s * 1e6);
}

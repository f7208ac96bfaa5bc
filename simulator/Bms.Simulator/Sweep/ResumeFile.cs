using System.Text;

namespace Bms.Simulator.Sweep;

/// <summary>
/// A file that a sweep adds a line to for each case, so that it can be broken off at any moment and go on later. A last line that was torn
/// is dropped and its case played again.
/// </summary>
public sealed class ResumeFile : IDisposable
{
    private const string Head = "# sweep ";

    private readonly StreamWriter _writer;

    private ResumeFile(StreamWriter writer, IReadOnlyList<SweepCase> done)
    {
        _writer = writer;
        Done = done;
    }

    /// <summary>The cases that were in it.</summary>
    public IReadOnlyList<SweepCase> Done { get; }

    /// <summary>Opens or makes the file of a plan.</summary>
    /// <exception cref="BadInputException">It cannot be written, is no such file, or belongs to another plan.</exception>
    public static ResumeFile Open(string path, SweepPlan plan)
    {
        try
        {
            string head = Head + plan.Identity;
            string text = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
            int whole = text.LastIndexOf('\n') + 1;
            string[] lines = text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.Length > 0 ? lines[0] != head : !head.StartsWith(text, StringComparison.Ordinal))
            {
                throw new BadInputException(path, "--resume",
                    "is no result of this sweep, allowed is a new file or one of the same scenario, count, seed, ranges and hardware");
            }

            SweepCase[] done = [.. lines.Skip(1).Select((line, i) => SweepCase.FromLine(line) is SweepCase read && read.Index < plan.Count
                ? read : throw new BadInputException(path, $"line {i + 2}", "is no case of this sweep"))];
            return new ResumeFile(Continue(path, whole, lines.Length == 0 ? head : null), [.. done.DistinctBy(c => c.Index)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException(path, "--resume", "cannot be written, " + e.Message);
        }
    }

    /// <summary>Adds a case; it is on its way to the disk when this returns.</summary>
    public void Add(SweepCase played)
    {
        _writer.Write(played.ToLine() + "\n");
        _writer.Flush();
    }

    public void Dispose() => _writer.Dispose();

    private static StreamWriter Continue(string path, int whole, string? head)
    {
        FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        stream.SetLength(head == null ? Encoding.UTF8.GetByteCount(File.ReadAllText(path)[..whole]) : 0);
        stream.Seek(0, SeekOrigin.End);
        var writer = new StreamWriter(stream, new UTF8Encoding(false));
        if (head != null)
        {
            writer.Write(head + "\n");
        }

        return writer;
    }
}

using Bms.Fleet.Watch;
using Bms.Records;

namespace Bms.Fleet.Ingest;

/// <summary>What one run of an ingest has done.</summary>
public sealed class IngestCounts
{
    private readonly long[] _verdicts = new long[RecordVerdicts.Count];

    /// <summary>Messages taken from the broker, stored or refused, and acknowledged.</summary>
    public long Messages { get; internal set; }

    /// <summary>Commits.</summary>
    public long Batches { get; internal set; }

    /// <summary>Receipts sent to devices.</summary>
    public long Receipts { get; internal set; }

    /// <summary>Time in which messages were verified, stored and answered; waiting is not in it.</summary>
    public TimeSpan Busy { get; internal set; }

    /// <summary>From the first message to the end of the last commit.</summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary>Records stored.</summary>
    public long Stored => Of(RecordVerdict.Accepted) + Of(RecordVerdict.AcceptedAfterGap) + Of(RecordVerdict.AcceptedLate);

    /// <summary>Messages refused: neither stored, nor a repetition, nor a notice.</summary>
    public long Refused => Messages - Stored - Of(RecordVerdict.Duplicate) - Of(RecordVerdict.Notice);

    /// <summary>How often a verdict was given.</summary>
    public long Of(RecordVerdict verdict) => _verdicts[(int)verdict];

    /// <summary>Prints the figures, one a line.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine($"ingest.messages = {Messages}");
        output.WriteLine($"ingest.stored = {Stored}");
        foreach (RecordVerdict verdict in Enum.GetValues<RecordVerdict>().Where(v => v != RecordVerdict.Accepted && Of(v) > 0))
        {
            output.WriteLine($"ingest.{Words.Snake(verdict)} = {Of(verdict)}");
        }

        output.WriteLine($"ingest.refused = {Refused}");
        output.WriteLine($"ingest.batches = {Batches}");
        output.WriteLine($"ingest.receipts = {Receipts}");
        if (Messages > 0)
        {
            output.WriteLine(FormattableString.Invariant($"ingest.us_per_record = {Busy.TotalMicroseconds / Messages:F1}"));
            output.WriteLine(FormattableString.Invariant($"ingest.records_per_s = {Messages / Elapsed.TotalSeconds:F0}"));
        }
    }

    internal void Add(ReadOnlySpan<RecordVerdict> verdicts)
    {
        foreach (RecordVerdict verdict in verdicts)
        {
            _verdicts[(int)verdict]++;
        }

        Messages += verdicts.Length;
        Batches++;
    }
}

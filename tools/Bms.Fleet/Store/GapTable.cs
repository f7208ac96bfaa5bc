using Bms.Records;
using Microsoft.Data.Sqlite;

namespace Bms.Fleet.Store;

/// <summary>Records that are missing, as ranges of numbers.</summary>
/// <param name="First">First number.</param>
/// <param name="Last">Last one; null = not known.</param>
/// <param name="StartTag">Tag of the record before the first; null = not known.</param>
/// <param name="EndTag">Tag that the last one must have; null = not known.</param>
/// <param name="IsBefore">From before the first record that ever came.</param>
internal readonly record struct Gap(int First, int? Last, ulong? StartTag, ulong? EndTag, bool IsBefore);

/// <summary>The gaps of all chains. A record that comes late must lie in one and fit at both its ends.</summary>
internal sealed class GapTable : IDisposable
{
    private readonly Statement _add, _remove, _find, _open;

    public GapTable(SqliteConnection connection)
    {
        _add = new Statement(connection,
            "INSERT OR REPLACE INTO gap (kid, boot, first, last, start_tag, end_tag, before, found_ms) VALUES (?,?,?,?,?,?,?,?)");
        _remove = new Statement(connection, "DELETE FROM gap WHERE kid = ? AND boot = ? AND first = ?");
        _find = new Statement(connection, """
            SELECT first, last, start_tag, end_tag, before FROM gap
            WHERE kid = ?1 AND boot = ?2 AND first <= ?3 AND (last IS NULL OR last >= ?3)
            """);
        _open = new Statement(connection,
            "SELECT first, last, start_tag, end_tag, before FROM gap WHERE kid = ? AND boot = ? AND last IS NULL");
    }

    public void Add(long kid, int boot, in Gap gap, long now_ms)
    {
        _add.With(kid, boot, gap.First);
        _add.Bind(4, (long?)gap.Last);
        _add.Bind(5, (long?)gap.StartTag);
        _add.Bind(6, (long?)gap.EndTag);
        _add.Bind(7, gap.IsBefore ? 1 : 0);
        _add.Bind(8, now_ms);
        _add.Run();
    }

    public void Remove(long kid, int boot, int first) => _remove.With(kid, boot, first).Run();

    /// <summary>The gap that a number lies in, or null.</summary>
    public Gap? Find(long kid, int boot, int sequence) => One(_find.With(kid, boot, sequence));

    /// <summary>The gap at the end of a boot whose end is not known, or null.</summary>
    public Gap? FindOpen(long kid, int boot) => One(_open.With(kid, boot));

    /// <summary>True when a late record fits the gap that it lies in.</summary>
    public static bool Fits(in Gap gap, in RecordHeader header) =>
        (header.Sequence != gap.First || gap.StartTag is null || gap.StartTag == header.PreviousTag)
        && (header.Sequence != gap.Last || gap.EndTag is null || gap.EndTag == header.Tag);

    /// <summary>Takes a record out of the gap that it lies in: what is left of it are up to two gaps.</summary>
    public void Fill(long kid, in Gap gap, in RecordHeader header, long now_ms)
    {
        Remove(kid, header.Boot, gap.First);
        if (header.Sequence > gap.First)
        {
            Add(kid, header.Boot, gap with { Last = header.Sequence - 1, EndTag = header.PreviousTag }, now_ms);
        }

        if (gap.Last is null || header.Sequence < gap.Last)
        {
            Add(kid, header.Boot, gap with { First = header.Sequence + 1, StartTag = header.Tag }, now_ms);
        }
    }

    public void Dispose()
    {
        _add.Dispose();
        _remove.Dispose();
        _find.Dispose();
        _open.Dispose();
    }

    private static Gap? One(Statement statement)
    {
        Gap? found = statement.Step()
            ? new Gap(statement.Int(0), (int?)statement.Nullable(1), (ulong?)statement.Nullable(2), (ulong?)statement.Nullable(3),
                statement.Int(4) != 0)
            : null;
        statement.Reset();
        return found;
    }
}

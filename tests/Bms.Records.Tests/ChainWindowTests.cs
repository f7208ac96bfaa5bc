using Xunit;

namespace Bms.Records.Tests;

/// <summary>
/// The window's edges; whole histories are the model test's business. Record n has tag 1000 + n and follows record n - 1.
/// </summary>
public class ChainWindowTests
{
    private readonly ChainWindow _window = new();

    public ChainWindowTests()
    {
        _window.Begin(1);
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(1_000_000_007)]
    [InlineData(int.MaxValue)]
    public void A_jump_forgets_exactly_what_leaves_the_window(int target)
    {
        for (int n = 1; n <= 10; n++)
        {
            Assert.Equal(RecordVerdict.Accepted, Judge(n));
        }

        Assert.Equal(RecordVerdict.AcceptedAfterGap, Judge(target));
        for (int n = 1; n <= 10; n++)
        {
            Assert.Equal(target - n < 64 ? RecordVerdict.Duplicate : RecordVerdict.Replay, Judge(n));
        }

        for (int n = Math.Max(11, target - 63); n < target; n++)
        {
            Assert.Equal(RecordVerdict.AcceptedLate, Judge(n));
            Assert.Equal(RecordVerdict.Duplicate, Judge(n));
        }
    }

    [Fact]
    public void Counts_what_is_missing()
    {
        Judge(1);
        Judge(5);
        Judge(5);
        Assert.Equal(3, _window.Missing);
        Judge(3);
        Assert.Equal(2, _window.Missing);
        Assert.Equal(3, _window.Accepted);
        Assert.Equal(5, _window.Highest);
        Assert.Equal(1005ul, _window.LastTag);
    }

    [Fact]
    public void A_record_refused_leaves_no_trace()
    {
        Judge(1);
        Assert.Equal(RecordVerdict.ChainBroken, _window.Judge(2, 7, 1002));
        Assert.Equal(RecordVerdict.ChainBroken, _window.Judge(1, 0, 7));
        Assert.Equal(RecordVerdict.Accepted, Judge(2));
        Judge(4);
        Assert.Equal(RecordVerdict.ChainBroken, _window.Judge(3, 1002, 7));
        Assert.Equal(RecordVerdict.ChainBroken, _window.Judge(3, 7, 1003));
        Assert.Equal(RecordVerdict.AcceptedLate, Judge(3));
        Assert.Equal(0, _window.Missing);
    }

    [Fact]
    public void Record_one_must_not_have_a_predecessor_however_late_it_comes()
    {
        Assert.Equal(RecordVerdict.ChainBroken, _window.Judge(1, 7, 1001));
        Judge(3);
        Assert.Equal(RecordVerdict.ChainBroken, _window.Judge(1, 7, 1001));
        Assert.Equal(RecordVerdict.AcceptedLate, Judge(1));
    }

    // Slot 0 of the ring is shared by records 64 and 0: the tag named by record 1 must not be taken for one of record 64.
    [Fact]
    public void The_rings_wrap_confuses_no_records()
    {
        for (int n = 2; n <= 200; n += 2)
        {
            Assert.Equal(RecordVerdict.AcceptedAfterGap, Judge(n));
        }

        for (int n = 137; n < 200; n += 2)
        {
            Assert.Equal(RecordVerdict.AcceptedLate, Judge(n));
        }

        Assert.Equal(RecordVerdict.Replay, Judge(135));
        Assert.Equal(200 - 100 - 32, _window.Missing);
    }

    private RecordVerdict Judge(int sequence) =>
        _window.Judge(sequence, sequence == 1 ? 0ul : 999ul + (ulong)sequence, 1000ul + (ulong)sequence);
}

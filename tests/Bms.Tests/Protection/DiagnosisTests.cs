using Bms.Protection;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>Each row has its words: a new one without them is found here.</summary>
public class DiagnosisTests
{
    public static TheoryData<Fault> Every => [.. Enum.GetValues<Fault>()];

    [Theory, MemberData(nameof(Every))]
    public void Every_row_says_what_it_means_and_what_to_do(Fault fault)
    {
        Assert.All(new[] { Diagnosis.Text(fault), Diagnosis.ToDo(fault) }, words =>
        {
            Assert.NotNull(words);
            Assert.InRange(words.Length, 4, 90);
            Assert.False(words.EndsWith('.') || char.IsUpper(words[0]), words);
        });
    }

    [Fact]
    public void No_two_rows_say_the_same() =>
        Assert.Equal(Enum.GetValues<Fault>().Length, Enum.GetValues<Fault>().Select(Diagnosis.Text).Distinct().Count());

    [Fact]
    public void A_row_that_there_is_not_has_no_words() =>
        Assert.Equal((null, null), (Diagnosis.Text((Fault)63), Diagnosis.ToDo((Fault)63)));
}

using Xunit;

namespace Bms.Tests;

internal static class Sentences
{
    /// <summary>A message for a person: there, one line, not long.</summary>
    public static void AssertOne(string? message)
    {
        Assert.NotNull(message);
        Assert.InRange(message.Length, 10, 160);
        Assert.DoesNotContain('\n', message);
    }
}

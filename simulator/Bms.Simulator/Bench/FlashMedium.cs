namespace Bms.Simulator.Bench;

/// <summary>What a write leaves behind that was cut after some bytes.</summary>
public enum FlashMedium
{
    /// <summary>A page that is erased to ones first: new bytes, then ones.</summary>
    Flash,

    /// <summary>A file that is emptied first and grows: new bytes, then nothing; without any it cannot be read.</summary>
    File,

    /// <summary>EEPROM or FRAM, written byte by byte: new bytes, then old ones.</summary>
    InPlace,

    /// <summary>A page whose erasure was not finished: new bytes, then bits of no known value.</summary>
    Noise,
}

/// <summary>The power goes in the midst of a write: the n-th from when this is set, after some bytes; then what happens, happens.</summary>
public sealed record FlashCut(int Write, int Bytes, FlashMedium Medium, Action Happens);

/// <summary>What the media make of a cut.</summary>
public static class FlashMedia
{
    /// <summary>The media, as files and the command line name them.</summary>
    public static IReadOnlyDictionary<string, FlashMedium> ByName { get; } = new Dictionary<string, FlashMedium>
    {
        ["flash"] = FlashMedium.Flash, ["file"] = FlashMedium.File, ["in-place"] = FlashMedium.InPlace, ["noise"] = FlashMedium.Noise,
    };

    /// <summary>A slot after <paramref name="bytes"/> of <paramref name="wanted"/>; null = it cannot be read.</summary>
    public static byte[]? Torn(this FlashMedium medium, byte[]? before, ReadOnlySpan<byte> wanted, int bytes)
    {
        if (medium == FlashMedium.File && bytes == 0)
        {
            return null;
        }

        var after = new byte[wanted.Length];
        for (int i = 0; i < after.Length; i++)
        {
            after[i] = i < bytes ? wanted[i] : medium switch
            {
                FlashMedium.Flash => (byte)0xFF,
                FlashMedium.File => (byte)0,
                FlashMedium.InPlace => before == null ? (byte)0xFF : before[i],
                _ => Noise(i + (bytes * 1_000)),
            };
        }

        return after;
    }

    // Any bits do that are no pattern: a step of Knuth's multiplicative hash.
    private static byte Noise(int at) => (byte)(((uint)at * 2_654_435_761u) >> 24);
}

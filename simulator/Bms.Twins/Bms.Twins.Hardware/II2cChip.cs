namespace Bms.Twins;

/// <summary>One virtual chip as its bus sees it.</summary>
public interface II2cChip
{
    /// <summary>
    /// Takes the bytes that follow START and the address with the write bit.
    /// Returns how many were acknowledged; -1 = the address itself was not.
    /// </summary>
    int Write(ReadOnlySpan<byte> bytes);

    /// <summary>Fills <paramref name="bytes"/> after START and the address with the read bit. False = address not acknowledged.</summary>
    bool Read(Span<byte> bytes);

    /// <summary>A STOP follows what went before: a read that comes next has no write in front of it.</summary>
    void EndTransfer()
    {
    }
}

using Bms.Ports;

namespace Bms.Tests.Storage;

/// <summary>The power goes while a slot is being written.</summary>
public sealed class PowerCutException : Exception;

/// <summary>
/// Slots that are written byte by byte, so that the power can go after any of them. A flash page is erased to FF before it is written;
/// other memory keeps the old bytes behind the cut.
/// </summary>
public sealed class TornStore(int slotCount = 2, int slotSize = 24) : IStateStore
{
    private readonly byte[]?[] _slots = new byte[slotCount][];

    public int SlotCount => slotCount;

    public int SlotSize => slotSize;

    public bool ErasesFirst { get; set; }

    /// <summary>Bytes that are written before the power goes; an erasure counts as one.</summary>
    public int BytesUntilCut { get; set; } = int.MaxValue;

    public int Writes { get; private set; }

    /// <summary>The one write that fails, counted from the first ever as 1; 0 = none.</summary>
    public int FailingWrite { get; set; }

    public int FailingSlot { get; set; } = -1;

    public bool DropsWrites { get; set; }

    public bool TryRead(int slot, byte[] buffer)
    {
        _slots[slot]?.CopyTo(buffer, 0);
        return _slots[slot] != null;
    }

    public bool TryWrite(int slot, byte[] buffer)
    {
        Writes++;
        if (slot == FailingSlot || Writes == FailingWrite || DropsWrites)
        {
            return DropsWrites;
        }

        byte[] target = _slots[slot] ??= new byte[slotSize];
        if (ErasesFirst)
        {
            Spend();
            Array.Fill(target, (byte)0xFF);
        }

        for (int i = 0; i < slotSize; i++)
        {
            Spend();
            target[i] = buffer[i];
        }

        return true;
    }

    public void Lose(int slot) => _slots[slot] = null;

    public void Flip(int slot, int bit) => _slots[slot]![bit / 8] ^= (byte)(1 << (bit % 8));

    private void Spend()
    {
        if (BytesUntilCut-- == 0)
        {
            throw new PowerCutException();
        }
    }
}

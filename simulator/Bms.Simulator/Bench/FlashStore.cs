using Bms.Ports;

namespace Bms.Simulator.Bench;

/// <summary>
/// Flash memory in slots. It keeps its content over a reboot. A write erases its slot to ones and then programs it from the front, so one
/// that is torn leaves the first bytes new and the rest erased.
/// </summary>
public sealed class FlashStore : IStateStore
{
    private readonly byte[]?[] _slots;
    private FlashCut? _cut;
    private int _sinceCut;

    /// <summary>Empty flash of <paramref name="slotCount"/> slots of <paramref name="slotSize"/> bytes.</summary>
    public FlashStore(int slotCount = 32, int slotSize = 384)
    {
        _slots = new byte[slotCount][];
        SlotSize = slotSize;
    }

    /// <inheritdoc/>
    public int SlotCount => _slots.Length;

    /// <inheritdoc/>
    public int SlotSize { get; }

    /// <summary>The next write stops after so many bytes and fails, as when the power goes; null = it does not.</summary>
    public int? TearNextWriteAfter_bytes { get; set; }

    /// <summary>A write in whose midst the power goes; null = none, and again once it has.</summary>
    public FlashCut? Cut
    {
        get => _cut;
        set => (_cut, _sinceCut) = (value, 0);
    }

    /// <summary>Hears of each write before it begins: slot and wanted bytes, which are lent for the call.</summary>
    public Action<int, byte[]>? Writing { get; set; }

    /// <summary>What a slot holds, or null; setting it keeps a copy.</summary>
    public byte[]? this[int slot]
    {
        get => _slots[slot];
        set => _slots[slot] = (byte[]?)value?.Clone();
    }

    /// <summary>True while reads and writes fail.</summary>
    public bool Broken { get; set; }

    /// <summary>Writes begun so far.</summary>
    public int Writes { get; private set; }

    /// <inheritdoc/>
    public bool TryRead(int slot, byte[] buffer)
    {
        byte[]? content = _slots[slot];
        if (Broken || content == null)
        {
            return false;
        }

        content.CopyTo(buffer, 0);
        return true;
    }

    /// <inheritdoc/>
    public bool TryWrite(int slot, byte[] buffer)
    {
        Writes++;
        if (Broken)
        {
            return false;
        }

        Writing?.Invoke(slot, buffer);
        if (_cut is { } cut && ++_sinceCut == cut.Write)
        {
            _cut = null;
            _slots[slot] = cut.Medium.Torn(_slots[slot], buffer.AsSpan(0, SlotSize), Math.Min(cut.Bytes, SlotSize));
            cut.Happens();
            return false;
        }

        int written = Math.Min(TearNextWriteAfter_bytes ?? SlotSize, SlotSize);
        TearNextWriteAfter_bytes = null;
        byte[] content = _slots[slot] ??= new byte[SlotSize];
        Array.Fill(content, (byte)0xFF);
        Array.Copy(buffer, content, written);
        return written == SlotSize;
    }

    /// <summary>Flips bits of one byte of a slot that was written: what age or radiation does.</summary>
    public void Corrupt(int slot, int index, byte bits)
    {
        if (_slots[slot] is { } content)
        {
            content[index] ^= bits;
        }
    }
}

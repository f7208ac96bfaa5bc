using Bms.Ports;

namespace Bms.Records.Tests;

/// <summary>A link that keeps what it is given and delivers it at once.</summary>
public sealed class CollectingLink : ITelemetryLink
{
    private int _reported;

    public bool IsConnected { get; set; } = true;

    public List<(string Topic, byte[] Message)> Published { get; } = [];

    public int Publish(string topic, byte[] message, int length, bool retain)
    {
        Published.Add((topic, message[..length]));
        return Published.Count;
    }

    public int TakeFinished(out bool delivered)
    {
        delivered = true;
        return _reported < Published.Count ? ++_reported : 0;
    }
}

/// <summary>Slots in memory that never fail.</summary>
public sealed class MemoryStore : IStateStore
{
    private readonly byte[]?[] _slots = new byte[2][];

    public int SlotCount => _slots.Length;

    public int SlotSize => 24;

    public bool TryRead(int slot, byte[] buffer)
    {
        _slots[slot]?.CopyTo(buffer, 0);
        return _slots[slot] != null;
    }

    public bool TryWrite(int slot, byte[] buffer)
    {
        _slots[slot] = buffer[..SlotSize];
        return true;
    }
}

namespace Bms.Mqtt;

/// <summary>The packets that wait for an answer, in the order of their sending, and the packet ids in use. Bounded.</summary>
internal sealed class InFlightWindow(int capacity)
{
    private readonly List<(int Id, byte[] Packet)> _packets = new(capacity);
    private readonly HashSet<int> _questions = [];
    private int _lastId;

    /// <summary>Published messages that wait.</summary>
    public int Count => _packets.Count;

    /// <summary>False while as many messages wait as may.</summary>
    public bool HasRoom => _packets.Count < capacity;

    /// <summary>Packets in the order of their sending.</summary>
    public IEnumerable<byte[]> Packets => _packets.Select(p => p.Packet);

    /// <summary>An id that nothing in flight has, 1 to 65535.</summary>
    public int NextId()
    {
        do
        {
            _lastId = _lastId == 65_535 ? 1 : _lastId + 1;
        }
        while (_questions.Contains(_lastId) || _packets.Exists(p => p.Id == _lastId));
        return _lastId;
    }

    public void Add(int id, byte[] packet) => _packets.Add((id, packet));

    /// <summary>False for an acknowledgement of something that does not wait (any more): after a repetition two come.</summary>
    public bool TryRemove(int id)
    {
        int index = _packets.FindIndex(p => p.Id == id);
        if (index >= 0)
        {
            _packets.RemoveAt(index);
        }

        return index >= 0;
    }

    /// <summary>Notes a question, such as SUBSCRIBE, which is answered on the same connection or never.</summary>
    public void Ask(int id) => _questions.Add(id);

    public bool TryAnswer(int id) => _questions.Remove(id);

    public void ForgetQuestions() => _questions.Clear();
}

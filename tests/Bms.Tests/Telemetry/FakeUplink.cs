using Bms.Ports;

namespace Bms.Tests.Telemetry;

/// <summary>A connection whose every move the test decides.</summary>
public sealed class FakeUplink : IUplink
{
    public bool IsConnected { get; set; }

    public int OldestUnderWay { get; set; }

    public bool MayStall { get; set; }

    /// <summary>What the next attempts come to.</summary>
    public bool Succeeds { get; set; } = true;

    public List<(string? Topic, string? Lost, string? Online)> Attempts { get; } = [];

    public List<(string Topic, string Text)> Said { get; } = [];

    public int Drops { get; private set; }

    public bool TryConnect(string topic, string lost, string online)
    {
        Attempts.Add((topic, lost, online));
        return IsConnected = Succeeds;
    }

    public void Say(string topic, string text) => Said.Add((topic, text));

    public void Drop()
    {
        Drops++;
        IsConnected = false;
    }
}

using Bms.Ports;

namespace Bms.Tests.Telemetry;

/// <summary>A link whose every move the test decides. Handles are 1, 2, 3 ... in the order of publication.</summary>
public sealed class FakeLink : ITelemetryLink
{
    private readonly Queue<(int Handle, bool Delivered)> _reports = new();
    private int _logged;

    public bool IsConnected { get; set; } = true;

    /// <summary>Publications taken from now on.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>Reports each publication as delivered at once.</summary>
    public bool Delivers { get; set; }

    public List<(string Topic, byte[] Message, bool Retain)> Published { get; } = [];

    public int Publish(string topic, byte[] message, int length, bool retain)
    {
        if (!IsConnected || Room == 0)
        {
            return 0;
        }

        Room--;
        Published.Add((topic, message[..length], retain));
        if (Delivers)
        {
            Report(Published.Count, true);
        }

        return Published.Count;
    }

    public int TakeFinished(out bool delivered)
    {
        (int handle, delivered) = _reports.Count > 0 ? _reports.Dequeue() : (0, false);
        return handle;
    }

    public void Report(int handle, bool delivered) => _reports.Enqueue((handle, delivered));

    /// <summary>First bytes of everything published since the last call.</summary>
    public string TakeLog()
    {
        string log = string.Concat(Published.Skip(_logged).Select(p => (char)p.Message[0]));
        _logged = Published.Count;
        return log;
    }
}

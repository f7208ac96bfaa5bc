namespace Bms.Simulator.Commands;

/// <summary>A line that tells how far a long run has come. Only a terminal gets it: in a log it would be noise.</summary>
internal sealed class Progress(TextWriter output, bool isTerminal) : IDisposable
{
    private const int Pause_ms = 200;

    private long _next_ms = Environment.TickCount64 + Pause_ms;
    private int _length;

    /// <summary>True when both outputs go to somebody who watches.</summary>
    internal static bool IsTerminal => !Console.IsOutputRedirected && !Console.IsErrorRedirected;

    /// <summary>Shows a share of the whole, 0 to 1, now and then.</summary>
    internal void Show(double share)
    {
        long now_ms = Environment.TickCount64;
        if (!isTerminal || now_ms < _next_ms)
        {
            return;
        }

        _next_ms = now_ms + Pause_ms;
        string line = $"{share:0 %}";
        output.Write("\r" + line.PadRight(_length));
        _length = line.Length;
    }

    /// <summary>Shows a share after every so many steps: where steps are quick, asking for a share and for the time is not.</summary>
    internal void Show(long steps, int every, Func<double> share)
    {
        if (steps % every == 0)
        {
            Show(share());
        }
    }

    /// <summary>Wipes the line.</summary>
    internal void Clear()
    {
        if (_length > 0)
        {
            output.Write("\r" + new string(' ', _length) + "\r");
            _length = 0;
        }
    }

    public void Dispose() => Clear();
}

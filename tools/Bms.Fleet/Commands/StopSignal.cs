using System.Runtime.InteropServices;

namespace Bms.Fleet.Commands;

/// <summary>Ends a verb that runs until it is told: Ctrl-C, the signal with which systems end a service, or a time limit.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly PosixSignalRegistration _interrupt, _terminate;

    /// <summary>Without a limit (null) only a signal ends it.</summary>
    public StopSignal(int? limit_s)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        _end.CancelAfter(limit_s is int s ? TimeSpan.FromSeconds(s) : Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _end.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _end.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _end.Cancel();
    }
}

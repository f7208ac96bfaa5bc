using Bms.Ports;
using Bms.Twins;

namespace Bms.Simulator.Bench;

/// <summary>Waiting moves the virtual clock.</summary>
public sealed class VirtualDelay(VirtualClock clock) : IDelay
{
    /// <inheritdoc/>
    public void Wait_us(int wait_us) => clock.Advance_us(wait_us);
}

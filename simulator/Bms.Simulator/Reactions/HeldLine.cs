using Bms.Twins;

namespace Bms.Simulator.Reactions;

/// <summary>A line of the bus is held low: transfers end without success after the controller's time-out.</summary>
internal sealed class HeldLine(long timeout_us) : II2cFault
{
    /// <summary>Transfers that it still hits.</summary>
    public int Transfers { get; set; }

    public I2cVerdict OnTransfer(int address, bool read, int length, out long extra_us)
    {
        bool held = Transfers > 0;
        Transfers -= held ? 1 : 0;
        extra_us = held ? timeout_us : 0;
        return held ? I2cVerdict.Timeout : I2cVerdict.Pass;
    }

    public void OnReadData(int address, Span<byte> bytes)
    {
    }
}

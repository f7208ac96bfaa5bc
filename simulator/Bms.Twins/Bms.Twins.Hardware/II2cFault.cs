namespace Bms.Twins;

/// <summary>What a fault makes of one transfer.</summary>
public enum I2cVerdict
{
    /// <summary>Nothing happens to it.</summary>
    Pass,

    /// <summary>Nobody acknowledges the address.</summary>
    AddressNack,

    /// <summary>A line is held; the controller gives up after the extra time.</summary>
    Timeout,

    /// <summary>The transfer breaks off after half of its bytes (rounded down).</summary>
    Partial,
}

/// <summary>Disturbs the transfers of one bus.</summary>
public interface II2cFault
{
    /// <summary>
    /// Called once for a transfer, before it reaches the chip; a write followed by a read is two.
    /// <paramref name="extra_us"/> is added to the clock: a line held low costs 1,000,000 us.
    /// </summary>
    I2cVerdict OnTransfer(int address, bool read, int length, out long extra_us);

    /// <summary>Called with the bytes that a chip has sent, before the firmware gets them; may flip bits.</summary>
    void OnReadData(int address, Span<byte> bytes);
}

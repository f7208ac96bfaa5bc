namespace Bms.Twins;

/// <summary>How a transfer ended.</summary>
public enum I2cEnd
{
    /// <summary>Every byte went over the bus.</summary>
    Complete,

    /// <summary>No chip acknowledged the address.</summary>
    AddressNack,

    /// <summary>The controller gave up waiting for a line.</summary>
    Timeout,

    /// <summary>Some bytes went, then it broke off.</summary>
    Partial,
}

/// <summary>The end of a transfer and the data bytes that went over the bus, address bytes not counted.</summary>
public readonly record struct I2cOutcome(I2cEnd End, int Bytes);

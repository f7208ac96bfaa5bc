using Bms.Twins;

namespace System.Device.I2c;

public enum I2cTransferStatus
{
    UnknownError = 0,
    FullTransfer = 1,
    ClockStretchTimeout = 2,
    PartialTransfer = 3,
    SlaveAddressNotAcknowledged = 4,
}

public struct I2cTransferResult
{
    internal I2cTransferResult(I2cOutcome outcome, int earlierBytes)
    {
        BytesTransferred = (uint)(earlierBytes + outcome.Bytes);
        Status = outcome.End switch
        {
            I2cEnd.Complete => I2cTransferStatus.FullTransfer,
            I2cEnd.AddressNack => I2cTransferStatus.SlaveAddressNotAcknowledged,
            I2cEnd.Timeout => I2cTransferStatus.ClockStretchTimeout,
            I2cEnd.Partial => I2cTransferStatus.PartialTransfer,
            _ => I2cTransferStatus.UnknownError,
        };
    }

    public uint BytesTransferred { get; }

    public I2cTransferStatus Status { get; }
}

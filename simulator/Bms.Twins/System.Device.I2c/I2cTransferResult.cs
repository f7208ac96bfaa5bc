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
        Status = outcome.End == I2cEnd.Complete ? I2cTransferStatus.FullTransfer : Failure(outcome.End);
    }

    public uint BytesTransferred { get; }

    public I2cTransferStatus Status { get; }

    private static I2cTransferStatus Failure(I2cEnd end) => end switch
    {
        I2cEnd.AddressNack => I2cTransferStatus.SlaveAddressNotAcknowledged,
        I2cEnd.Timeout => I2cTransferStatus.ClockStretchTimeout,
        I2cEnd.Partial => I2cTransferStatus.PartialTransfer,
        _ => I2cTransferStatus.UnknownError,
    };
}

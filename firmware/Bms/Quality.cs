namespace Bms
{
    /// <summary>Why a measured value may or may not be used. Zero, the value of fresh memory, is unusable.</summary>
    public enum Quality : byte
    {
        /// <summary>Never measured.</summary>
        Unknown = 0,

        /// <summary>Measured, in range, plausible.</summary>
        Good = 1,

        /// <summary>The chip did not answer, or answered only in part.</summary>
        BusError = 2,

        /// <summary>The converter was at the end of its range: the true value is beyond it.</summary>
        Saturated = 3,

        /// <summary>Outside what the sensor or the cell can physically show.</summary>
        OutOfRange = 4,

        /// <summary>Did not move although what it measures must have.</summary>
        Frozen = 5,

        /// <summary>Contradicts its predecessor or another sensor.</summary>
        Implausible = 6,
    }
}

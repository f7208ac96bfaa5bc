using System.Device.I2c;
using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Watches every transfer of a bus. A line held low makes each transfer wait for up to a second in native code, during which
    /// nothing else runs: the first one that times out opens the switches by GPIO, and the rest of the cycle stays off the bus.
    /// </summary>
    public sealed class I2cGuard : IBus
    {
        /// <summary>Times that a transfer without an acknowledgement is tried again.</summary>
        public const int RetriesPerTransfer = 2;

        /// <summary>Most of these in one cycle: a bus of dead chips costs 24 short transfers more, about 2 ms.</summary>
        public const int RetriesPerCycle = 24;

        private readonly IPowerSwitch _switches;
        private bool _stuck;
        private int _left = RetriesPerCycle;

        public I2cGuard(IPowerSwitch switches)
        {
            _switches = switches;
        }

        /// <summary>True when a transfer of this cycle has timed out.</summary>
        public bool IsStuck
        {
            get { return _stuck; }
        }

        /// <summary>Transfers that failed since start, time-outs and missing acknowledgements together.</summary>
        public int Failures { get; private set; }

        /// <summary>Transfers tried again since start.</summary>
        public int Retries { get; private set; }

        /// <summary>Answers of all chips since start whose checksum was wrong.</summary>
        public int CrcErrors { get; private set; }

        /// <summary>Counts an answer whose checksum was wrong.</summary>
        public void NoteCrcError()
        {
            CrcErrors++;
        }

        /// <summary>Starts a cycle with the bus open to transfers again.</summary>
        public void BeginCycle()
        {
            _left = RetriesPerCycle;
            _stuck = false;
        }

        /// <summary>Judges a transfer's status: true when all bytes went through.</summary>
        public bool Passed(I2cTransferStatus status)
        {
            if (status == I2cTransferStatus.FullTransfer)
            {
                return true;
            }

            Failures++;
            if (status != I2cTransferStatus.SlaveAddressNotAcknowledged && status != I2cTransferStatus.PartialTransfer)
            {
                _stuck = true;
                _switches.TrySet(false, false);
            }

            return false;
        }

        /// <summary>
        /// True when a transfer that has failed <paramref name="failures"/> times, 1 or more, may be tried again at once: it was not
        /// acknowledged, which noise does now and then, and this cycle has not spent its retries. A time-out is never tried again.
        /// </summary>
        public bool MayRetry(int failures)
        {
            if (_stuck || failures > RetriesPerTransfer || _left == 0)
            {
                return false;
            }

            _left--;
            Retries++;
            return true;
        }
    }
}

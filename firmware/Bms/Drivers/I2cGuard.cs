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
        private readonly IPowerSwitch _switches;
        private bool _stuck;

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

        /// <summary>Starts a cycle with the bus open to transfers again.</summary>
        public void BeginCycle()
        {
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
    }
}

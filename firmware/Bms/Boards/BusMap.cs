using System;
using System.Device.I2c;

namespace Bms.Boards
{
    /// <summary>The addresses taken on one bus. Two chips on one address answer together and nobody notices: it fails at start.</summary>
    public sealed class BusMap
    {
        private readonly int _busId;
        private readonly string[] _names = new string[128];

        public BusMap(int busId)
        {
            _busId = busId;
        }

        /// <summary>
        /// Takes a 7-bit address, 0x08 to 0x77, for a chip. Throws ArgumentException when it is reserved or taken.
        /// </summary>
        public I2cDevice Take(int address, string chip)
        {
            if (address < 0x08 || address > 0x77)
            {
                throw new ArgumentException(chip + ": I2C address must be 0x08 to 0x77");
            }

            if (_names[address] != null)
            {
                throw new ArgumentException(chip + ": I2C address is taken by " + _names[address]);
            }

            _names[address] = chip;
            return I2cDevice.Create(new I2cConnectionSettings(_busId, address, I2cBusSpeed.FastMode));
        }
    }
}

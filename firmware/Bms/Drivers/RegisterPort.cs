using System.Device.I2c;

namespace Bms.Drivers
{
    /// <summary>
    /// Registers of one I2C chip, most significant byte first. A transfer that is not acknowledged is tried again twice, within the bounds
    /// of the guard; one that fails is a return value. Buffers are made once.
    /// The two transfers can be overridden: a test that runs on a board has no other way to stand in for a chip.
    /// </summary>
    public class RegisterPort
    {
        private readonly I2cGuard _guard;
        private readonly I2cDevice _device;
        private readonly byte[] _pointer = new byte[1];
        private readonly byte[] _one = new byte[1];
        private readonly byte[] _two = new byte[2];
        private readonly byte[] _three = new byte[3];
        private readonly byte[] _five = new byte[5];
        private readonly byte[] _write1 = new byte[2];
        private readonly byte[] _write2 = new byte[3];

        public RegisterPort(I2cGuard guard, I2cDevice device)
        {
            _guard = guard;
            _device = device;
        }

        /// <summary>The guard of the bus, for a chip whose own checks may ask for a retry.</summary>
        protected I2cGuard Guard
        {
            get { return _guard; }
        }

        /// <summary>The device below, for a package that wants it.</summary>
        public I2cDevice Device
        {
            get { return _device; }
        }

        /// <summary>Reads a 16-bit register as 0 to 65,535.</summary>
        public bool TryRead16(int register, out int value)
        {
            value = 0;
            if (!TryRead(register, _two))
            {
                return false;
            }

            value = (_two[0] << 8) | _two[1];
            return true;
        }

        /// <summary>Reads an 8-bit register as 0 to 255.</summary>
        public bool TryRead8(int register, out int value)
        {
            value = 0;
            if (!TryRead(register, _one))
            {
                return false;
            }

            value = _one[0];
            return true;
        }

        /// <summary>Reads a 24-bit register as 0 to 16,777,215.</summary>
        public bool TryRead24(int register, out int value)
        {
            value = 0;
            if (!TryRead(register, _three))
            {
                return false;
            }

            value = (_three[0] << 16) | (_three[1] << 8) | _three[2];
            return true;
        }

        /// <summary>Reads a 40-bit register in two's complement.</summary>
        public bool TryRead40(int register, out long value)
        {
            value = 0;
            if (!TryRead(register, _five))
            {
                return false;
            }

            int high = (sbyte)_five[0];
            for (int i = 1; i < 5; i++)
            {
                value = (value << 8) | _five[i];
            }

            value += high * 4294967296L;
            return true;
        }

        /// <summary>Writes the low 16 bits of <paramref name="value"/>.</summary>
        public bool TryWrite16(int register, int value)
        {
            _write2[0] = (byte)register;
            _write2[1] = (byte)(value >> 8);
            _write2[2] = (byte)value;
            return TryWrite(_write2);
        }

        /// <summary>Writes the low 8 bits of <paramref name="value"/>.</summary>
        public bool TryWrite8(int register, int value)
        {
            _write1[0] = (byte)register;
            _write1[1] = (byte)value;
            return TryWrite(_write1);
        }

        /// <summary>Reads the bytes of a register into the whole <paramref name="buffer"/>.</summary>
        protected virtual bool TryRead(int register, byte[] buffer)
        {
            I2cGuard guard = _guard;
            if (guard.IsStuck)
            {
                return false;
            }

            _pointer[0] = (byte)register;
            int failures = 0;
            while (!guard.Passed(_device.WriteRead(_pointer, buffer).Status))
            {
                if (!guard.MayRetry(++failures))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Writes the whole <paramref name="buffer"/>: the register's number, then its bytes.</summary>
        protected virtual bool TryWrite(byte[] buffer)
        {
            if (_guard.IsStuck)
            {
                return false;
            }

            int failures = 0;
            while (!_guard.Passed(_device.Write(buffer).Status))
            {
                if (!_guard.MayRetry(++failures))
                {
                    return false;
                }
            }

            return true;
        }
    }
}

using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Subcommands and data memory of a BQ76952: a code goes to 0x3E, the answer stands from 0x40 on with a checksum and a length behind
    /// it, and is complete when the code can be read back; SLUUBY2B, sections 9.2 and 13.1. One transfer reads all of it.
    /// </summary>
    public sealed class Bq76952Link
    {
        /// <summary>Wait for an answer in us; table 9-2: 400 to 900 for all that is used here, 2,000 to enter CONFIG_UPDATE.</summary>
        public const int Wait_us = 700;

        /// <summary>Times that an answer is asked for before the chip counts as silent.</summary>
        public const int Tries = 6;

        private const int Overhead = 4;
        private const int LengthAt = 35;
        private const int ChecksumAt = 34;

        private readonly IDelay _delay;
        private readonly CrcRead _answer = new CrcRead(Bq76952Registers.Subcommand, 36);
        private readonly CrcWrite _code = new CrcWrite(Bq76952Registers.Subcommand, 2);
        private readonly CrcWrite _with1 = new CrcWrite(Bq76952Registers.Subcommand, 3);
        private readonly CrcWrite _with2 = new CrcWrite(Bq76952Registers.Subcommand, 4);
        private readonly CrcWrite _with4 = new CrcWrite(Bq76952Registers.Subcommand, 6);
        private readonly CrcWrite _commit = new CrcWrite(Bq76952Registers.Checksum, 2);

        public Bq76952Link(CrcPort port, IDelay delay)
        {
            Port = port;
            _delay = delay;
        }

        /// <summary>The direct commands.</summary>
        public CrcPort Port { get; }

        /// <summary>Bytes of the last answer, 0 to 32.</summary>
        public int AnswerLength { get; private set; }

        /// <summary>Sends a subcommand without data and gives the chip its time.</summary>
        public bool TryCommand(int code)
        {
            _code.SetWord(0, code);
            if (!Port.TryWrite(_code))
            {
                return false;
            }

            _delay.Wait_us(Wait_us);
            return true;
        }

        /// <summary>Gives the chip some time.</summary>
        public void Pause()
        {
            _delay.Wait_us(Wait_us);
        }

        /// <summary>Asks for the data of a subcommand, or for 32 bytes of data memory from an address on.</summary>
        public bool TryAsk(int code)
        {
            AnswerLength = 0;
            _code.SetWord(0, code);
            if (!Port.TryWrite(_code))
            {
                return false;
            }

            for (int i = 0; i < Tries; i++)
            {
                _delay.Wait_us(Wait_us);
                if (!Port.TryRead(_answer))
                {
                    return false;
                }

                if (_answer.Word(0) == code && IsWhole())
                {
                    AnswerLength = _answer.Byte(LengthAt) - Overhead;
                    return true;
                }
            }

            return false;
        }

        /// <summary>A byte of the last answer.</summary>
        public int Byte(int at)
        {
            return _answer.Byte(2 + at);
        }

        /// <summary>Two bytes of the last answer as 0 to 65,535.</summary>
        public int Word(int at)
        {
            return _answer.Word(2 + at);
        }

        /// <summary>
        /// One, two or four bytes of the last answer, least significant first, as they stand: no sign is extended but that of four.
        /// </summary>
        public int Value(int at, int length)
        {
            return length == 1 ? Byte(at) : length == 2 ? Word(at) : Word(at) | (Word(at + 2) << 16);
        }

        /// <summary>Writes one, two or four bytes to a subcommand or to an address of data memory.</summary>
        public bool TryWrite(int code, int length, int value)
        {
            CrcWrite block = length == 1 ? _with1 : length == 2 ? _with2 : _with4;
            block.SetWord(0, code);
            for (int i = 0; i < length; i++)
            {
                block.Data[2 + i] = (byte)(value >> (8 * i));
            }

            int sum = 0;
            for (int i = 0; i < block.Data.Length; i++)
            {
                sum += block.Data[i];
            }

            _commit.Data[0] = (byte)~sum;
            _commit.Data[1] = (byte)(length + Overhead);
            if (!Port.TryWrite(block) || !Port.TryWrite(_commit))
            {
                return false;
            }

            _delay.Wait_us(Wait_us);
            return true;
        }

        // The checksum covers code and data; the length counts both and itself.
        private bool IsWhole()
        {
            int length = _answer.Byte(LengthAt);
            if (length < Overhead || length > LengthAt + 1)
            {
                return false;
            }

            byte[] good = _answer.Good;
            int sum = 0;
            for (int i = 2 * (length - 3); i >= 0; i -= 2)
            {
                sum += good[i];
            }

            return (byte)~sum == _answer.Byte(ChecksumAt);
        }
    }
}

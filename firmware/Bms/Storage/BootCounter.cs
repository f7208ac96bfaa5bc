using System;
using Bms.Ports;

namespace Bms.Storage
{
    /// <summary>
    /// Counts boots under one key, so that no record's number is ever used twice. Two slots of the store hold a copy each; a counter is
    /// used only after both copies were written and read back, so neither a torn write nor the later loss of one copy brings an older one
    /// back. With both copies gone the counter is lost and stays so: only a new key epoch makes counting from 0 safe again.
    /// </summary>
    public sealed class BootCounter
    {
        /// <summary>Bytes that a slot of the store must have at least.</summary>
        public const int RecordSize = 24;

        private const int Copies = 2;
        private const int Magic = 0x4243;
        private const int Version = 1;
        private const int TagSize = 8;

        private readonly IStateStore _store;
        private readonly int _keyEpoch;
        private readonly byte[] _buffer;
        private readonly byte[] _readBack;
        private readonly byte[] _noTag = new byte[TagSize];
        private readonly int[] _boots = new int[Copies];

        /// <summary>Tag of the last record of the previous boot, first 8 bytes; meaningful while <see cref="PreviousClosed"/>.</summary>
        public readonly byte[] PreviousTag = new byte[TagSize];

        /// <summary>Throws ArgumentException when the store has fewer than 2 slots or slots of fewer than 24 bytes.</summary>
        public BootCounter(IStateStore store, int keyEpoch)
        {
            if (store.SlotCount < Copies || store.SlotSize < RecordSize)
            {
                throw new ArgumentException("The state store must have at least 2 slots of at least 24 bytes.");
            }

            _store = store;
            _keyEpoch = keyEpoch;
            _buffer = new byte[store.SlotSize];
            _readBack = new byte[store.SlotSize];
        }

        /// <summary>Counter of this boot, from 1; 0 until TryAdvance has succeeded.</summary>
        public int Boot { get; private set; }

        /// <summary>Counter found at start; 0 on the first boot.</summary>
        public int PreviousBoot { get; private set; }

        /// <summary>Number of the last record of the previous boot; 0 unless <see cref="PreviousClosed"/>.</summary>
        public int PreviousSequence { get; private set; }

        /// <summary>True when the previous boot ended in order and stored its last record's number and tag.</summary>
        public bool PreviousClosed
        {
            get { return PreviousSequence > 0; }
        }

        /// <summary>
        /// Writes the first two copies, with counter 0, for a new key epoch. Returns false when a copy of this epoch's counter is there
        /// already (counting from 0 again would repeat numbers) or when the store failed.
        /// </summary>
        public static bool TryProvision(IStateStore store, int keyEpoch)
        {
            BootCounter counter = new BootCounter(store, keyEpoch);
            counter.ReadCopies();
            return counter._boots[0] < 0 && counter._boots[1] < 0 && counter.TryWriteBoth(0, 0, 0, counter.PreviousTag);
        }

        /// <summary>
        /// Takes the next counter; call once a boot, before the first record, and again only after a failure. Returns false when both
        /// copies are unreadable or of another epoch, when the counter is used up, or when a copy could not be written: nothing may be
        /// sent then.
        /// </summary>
        public bool TryAdvance()
        {
            int last = ReadCopies();
            if (last < 0 || last == int.MaxValue)
            {
                return false;
            }

            PreviousBoot = last;
            int first = _boots[1] < _boots[0] ? 1 : 0;
            if (!TryWriteBoth(first, last + 1, 0, _noTag))
            {
                return false;
            }

            Boot = last + 1;
            return true;
        }

        /// <summary>
        /// Stores the number (1 or more) and the tag of this boot's last record for the next boot. Returns false when a copy could not be
        /// written.
        /// </summary>
        public bool TryClose(int sequence, byte[] tag)
        {
            return Boot > 0 && TryWriteBoth(0, Boot, sequence, tag);
        }

        // Fills _boots (-1 = unreadable) and the facts about the end of the last boot; returns the higher counter or -1.
        private int ReadCopies()
        {
            int last = -1;
            PreviousSequence = 0;
            for (int i = 0; i < Copies; i++)
            {
                _boots[i] = _store.TryRead(i, _buffer) && IsValid() ? Number(4) : -1;
                if (_boots[i] > last || (_boots[i] == last && last >= 0 && Number(8) > PreviousSequence))
                {
                    last = _boots[i];
                    PreviousSequence = Number(8);
                    Array.Copy(_buffer, 12, PreviousTag, 0, TagSize);
                }
            }

            return last;
        }

        // The copy named first is the older or the unreadable one: while it is being written the other still holds the last counter.
        private bool TryWriteBoth(int first, int boot, int sequence, byte[] tag)
        {
            Array.Clear(_buffer, 0, _buffer.Length);
            _buffer[0] = Magic >> 8;
            _buffer[1] = Magic & 0xff;
            _buffer[2] = Version;
            _buffer[3] = (byte)_keyEpoch;
            PutNumber(4, boot);
            PutNumber(8, sequence);
            Array.Copy(tag, 0, _buffer, 12, TagSize);
            PutNumber(20, Crc32.Compute(_buffer, 20));
            return TryWrite(first) && TryWrite(1 - first);
        }

        private bool TryWrite(int slot)
        {
            if (!_store.TryWrite(slot, _buffer) || !_store.TryRead(slot, _readBack))
            {
                return false;
            }

            for (int i = 0; i < RecordSize; i++)
            {
                if (_readBack[i] != _buffer[i])
                {
                    return false;
                }
            }

            return true;
        }

        private bool IsValid()
        {
            bool header = ((_buffer[0] << 8) | _buffer[1]) == Magic && _buffer[2] == Version && _buffer[3] == _keyEpoch;
            return header && Number(20) == Crc32.Compute(_buffer, 20) && Number(4) >= 0 && Number(8) >= 0;
        }

        private int Number(int offset)
        {
            return (_buffer[offset] << 24) | (_buffer[offset + 1] << 16) | (_buffer[offset + 2] << 8) | _buffer[offset + 3];
        }

        private void PutNumber(int offset, int value)
        {
            _buffer[offset] = (byte)(value >> 24);
            _buffer[offset + 1] = (byte)(value >> 16);
            _buffer[offset + 2] = (byte)(value >> 8);
            _buffer[offset + 3] = (byte)value;
        }
    }
}

using Bms.Ports;

namespace Bms.Anomaly
{
    /// <summary>
    /// The detector's image in a store that survives a loss of power: two copies in parts of a slot each, every part with the number of its
    /// save and a checksum. A save writes over the older copy, a part at a time. A copy counts only when all its parts are whole and of one
    /// save; so whatever moment the power goes at, what is read is one save or the one before, and never a mixture.
    /// </summary>
    public sealed class StateMemory
    {
        /// <summary>The first slot: behind those of the boot counter and of the pack's memory.</summary>
        public const int FirstSlot = 4;

        /// <summary>Bytes of the image in a part, and of a slot that holds one.</summary>
        public const int PartBytes = 364;
        public const int SlotBytes = 380;

        private const int Copies = 2;
        private const int HeadBytes = 12;
        private const int CheckAt = SlotBytes - 4;
        private const int MagicHigh = 'D';
        private const int MagicLow = 'S';

        private readonly IStateStore _store;
        private readonly int _layout;
        private readonly int _parts;
        private readonly byte[] _slot;
        private StateImage _image;
        private int _part;
        private int _generation;
        private int _newest;

        /// <summary>
        /// For images of a length; <paramref name="layout"/> is a number that differs whenever an image would mean something else.
        /// </summary>
        public StateMemory(IStateStore store, int imageLength, int layout)
        {
            _store = store;
            _layout = layout;
            _parts = Parts(imageLength);
            _slot = new byte[store.SlotSize];
            _part = _parts;
        }

        /// <summary>True when a store has room for two images of a length.</summary>
        public static bool Fits(IStateStore store, int imageLength)
        {
            return store != null && store.SlotSize >= SlotBytes && store.SlotCount >= FirstSlot + (Copies * Parts(imageLength));
        }

        /// <summary>True while parts are left to write.</summary>
        public bool IsSaving
        {
            get { return _part < _parts; }
        }

        /// <summary>Reads the newest whole copy. Returns false when there is none; the image is then worthless.</summary>
        public bool TryLoad(StateImage image)
        {
            _generation = 0;
            for (int copy = 0; copy < Copies; copy++)
            {
                int generation = Generation(copy);
                if (generation > _generation)
                {
                    _generation = generation;
                    _newest = copy;
                }
            }

            for (int part = 0; part < _parts && _generation > 0; part++)
            {
                if (!IsPart(_newest, part, _generation))
                {
                    _generation = 0;
                }

                int first = part * PartBytes;
                for (int i = 0; i < PartBytes && first + i < image.Length; i++)
                {
                    image.Put(first + i, _slot[HeadBytes + i]);
                }
            }

            return _generation > 0;
        }

        /// <summary>Begins a save over the older copy; the image must stay as it is until all its parts are written.</summary>
        public void Begin(StateImage image)
        {
            _image = image;
            _part = 0;
        }

        /// <summary>Gives up a save; the newer copy is still whole.</summary>
        public void Abort()
        {
            _part = _parts;
        }

        /// <summary>Writes the next part; returns false, and gives up, when the store fails.</summary>
        public bool SavePart()
        {
            int older = _generation == 0 ? 0 : 1 - _newest;
            int generation = _generation + 1;
            Pack(generation);
            if (!_store.TryWrite(Slot(older, _part), _slot))
            {
                Abort();
                return false;
            }

            _part++;
            if (_part == _parts)
            {
                _generation = generation;
                _newest = older;
            }

            return true;
        }

        private static int Parts(int imageLength)
        {
            return (imageLength + PartBytes - 1) / PartBytes;
        }

        private int Slot(int copy, int part)
        {
            return FirstSlot + (copy * _parts) + part;
        }

        // The number of a copy's save, 0 when a part is missing or of another one.
        private int Generation(int copy)
        {
            if (!_store.TryRead(Slot(copy, 0), _slot))
            {
                return 0;
            }

            int generation = Number(4);
            for (int part = 0; part < _parts; part++)
            {
                if (!IsPart(copy, part, generation))
                {
                    return 0;
                }
            }

            return generation;
        }

        private bool IsPart(int copy, int part, int generation)
        {
            return _store.TryRead(Slot(copy, part), _slot) && _slot[0] == MagicHigh && _slot[1] == MagicLow && _slot[3] == part
                && Number(4) == generation && Number(8) == _layout && Number(CheckAt) == Checksum();
        }

        private void Pack(int generation)
        {
            System.Array.Clear(_slot, 0, _slot.Length);
            _slot[0] = MagicHigh;
            _slot[1] = MagicLow;
            _slot[2] = AlarmRing.Layout;
            _slot[3] = (byte)_part;
            Put(4, generation);
            Put(8, _layout);
            int first = _part * PartBytes;
            for (int i = 0; i < PartBytes && first + i < _image.Length; i++)
            {
                _slot[HeadBytes + i] = (byte)_image.ByteAt(first + i);
            }

            Put(CheckAt, Checksum());
        }

        private int Checksum()
        {
            int hash = Fnv.Start;
            for (int i = 0; i < CheckAt; i++)
            {
                hash = Fnv.Add(hash, _slot[i]);
            }

            return hash;
        }

        private int Number(int at)
        {
            return (_slot[at] << 24) | (_slot[at + 1] << 16) | (_slot[at + 2] << 8) | _slot[at + 3];
        }

        private void Put(int at, int value)
        {
            _slot[at] = (byte)(value >> 24);
            _slot[at + 1] = (byte)(value >> 16);
            _slot[at + 2] = (byte)(value >> 8);
            _slot[at + 3] = (byte)value;
        }
    }
}

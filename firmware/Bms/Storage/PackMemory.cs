using System;
using Bms.Ports;

namespace Bms.Storage
{
    /// <summary>
    /// What a pack must know after a loss of power: its charge, its counters, its calibration, and why it tripped. Two copies, each with a
    /// number that rises and a checksum; a save overwrites the older one only. So whatever byte the power goes at, and whichever copy
    /// rots, what is read is the last save or the one before, whole, and never a mixture of both.
    /// </summary>
    public sealed class PackMemory
    {
        /// <summary>Bytes that a slot of the store must have at least.</summary>
        public const int RecordSize = 384;

        /// <summary>The slots of the two copies: behind those of the boot counter.</summary>
        public const int FirstSlot = 2;

        /// <summary>Trips that are kept, rows of the protection table that are counted, and values of calibration.</summary>
        public const int Trips = 8;
        public const int Rows = 64;
        public const int Calibrations = 8;

        private const int Copies = 2;
        private const int Magic = 0x504D;
        private const int Version = 2;
        private const int CountersAt = 64;
        private const int CalibrationAt = 128;
        private const int TripsAt = 160;
        private const int CrcAt = RecordSize - 4;

        private readonly IStateStore _store;
        private readonly byte[] _buffer;
        private readonly byte[] _readBack;
        private int _newest;

        /// <summary>Throws ArgumentException when the store has fewer than 4 slots or slots of fewer than 384 bytes.</summary>
        public PackMemory(IStateStore store)
        {
            if (!Fits(store))
            {
                throw new ArgumentException("The state store must have at least 4 slots of at least 384 bytes.");
            }

            _store = store;
            _buffer = new byte[store.SlotSize];
            _readBack = new byte[store.SlotSize];
        }

        /// <summary>State of charge and its standard uncertainty in ppm.</summary>
        public int Soc_ppm;
        public int SocSigma_ppm;

        /// <summary>State of health in permille.</summary>
        public int Soh_permille;

        /// <summary>Charge into and out of the pack in its life, in mAh, and the time that its firmware ran, in min.</summary>
        public int ChargeIn_mAh;
        public int ChargeOut_mAh;
        public int Ran_min;

        /// <summary>Boots that have saved something, this one included; wall time of the save in s since 1970, 0 = not known.</summary>
        public int Boot;
        public long Utc_s;

        /// <summary>Times that each row of the protection table has been raised in the pack's life; the count ends at 255.</summary>
        public readonly byte[] Raised = new byte[Rows];

        /// <summary>Corrections that a board was given when it was made, in ppm; what each is for is the board's own.</summary>
        public readonly int[] Calibration_ppm = new int[Calibrations];

        /// <summary>The last trips, newest first; row 255 = none.</summary>
        public readonly TripMemory[] Trip = NewTrips();

        /// <summary>Trips that were kept and those that were added since; see <see cref="TripOf"/>.</summary>
        public int Known { get; private set; }

        /// <summary>Number of the newest copy; 0 = nothing was ever saved.</summary>
        public int Generation { get; private set; }

        /// <summary>True when the store has room for it.</summary>
        public static bool Fits(IStateStore store)
        {
            return store != null && store.SlotCount >= FirstSlot + Copies && store.SlotSize >= RecordSize;
        }

        /// <summary>Reads the newest copy that is whole. Returns false when there is none: all stays as it was.</summary>
        public bool TryLoad()
        {
            Generation = 0;
            for (int copy = 0; copy < Copies; copy++)
            {
                int generation = _store.TryRead(FirstSlot + copy, _buffer) && IsWhole(_buffer) ? Number(_buffer, 4) : 0;
                if (generation > Generation)
                {
                    Generation = generation;
                    _newest = copy;
                }
            }

            if (Generation == 0 || !_store.TryRead(FirstSlot + _newest, _buffer) || !IsWhole(_buffer))
            {
                Generation = 0;
                return false;
            }

            Unpack();
            return true;
        }

        /// <summary>Takes over one trip more as the newest, and forgets the oldest.</summary>
        public void Add(TripMemory trip)
        {
            for (int i = Trips - 1; i > 0; i--)
            {
                Trip[i].CopyFrom(Trip[i - 1]);
            }

            Trip[0].CopyFrom(trip);
            Known++;
        }

        /// <summary>Place of trip number <paramref name="known"/> of <see cref="Known"/>, from 1; 0 = the newest, Trips = gone.</summary>
        public int TripOf(int known)
        {
            int place = Known - known;
            return place < 0 || place > Trips ? Trips : place;
        }

        /// <summary>
        /// Overwrites the older copy and reads it back. Returns false when it did not get there; the newer one is then still whole.
        /// </summary>
        public bool TrySave()
        {
            int older = Generation == 0 ? 0 : 1 - _newest;
            int generation = Generation < int.MaxValue ? Generation + 1 : int.MaxValue;
            Pack(generation);
            if (!_store.TryWrite(FirstSlot + older, _buffer) || !_store.TryRead(FirstSlot + older, _readBack))
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

            Generation = generation;
            _newest = older;
            return true;
        }

        private void Pack(int generation)
        {
            Array.Clear(_buffer, 0, _buffer.Length);
            _buffer[0] = Magic >> 8;
            _buffer[1] = Magic & 0xff;
            _buffer[2] = Version;
            Put(4, generation);
            Put(8, Boot);
            Put(12, Soc_ppm);
            Put(16, SocSigma_ppm);
            Put(20, Soh_permille);
            Put(24, ChargeIn_mAh);
            Put(28, ChargeOut_mAh);
            Put(32, Ran_min);
            Put(36, (int)(Utc_s / 1000000));
            Put(40, (int)(Utc_s % 1000000));
            Array.Copy(Raised, 0, _buffer, CountersAt, Rows);
            for (int i = 0; i < Calibrations; i++)
            {
                Put(CalibrationAt + (4 * i), Calibration_ppm[i]);
            }

            for (int i = 0; i < Trips; i++)
            {
                Trip[i].Pack(_buffer, TripsAt + (TripMemory.Size * i));
            }

            Put(CrcAt, Crc32.Compute(_buffer, CrcAt));
        }

        private void Unpack()
        {
            Boot = Number(_buffer, 8);
            Soc_ppm = Number(_buffer, 12);
            SocSigma_ppm = Number(_buffer, 16);
            Soh_permille = Number(_buffer, 20);
            ChargeIn_mAh = Number(_buffer, 24);
            ChargeOut_mAh = Number(_buffer, 28);
            Ran_min = Number(_buffer, 32);
            Utc_s = (Number(_buffer, 36) * 1000000L) + Number(_buffer, 40);
            Array.Copy(_buffer, CountersAt, Raised, 0, Rows);
            for (int i = 0; i < Calibrations; i++)
            {
                Calibration_ppm[i] = Number(_buffer, CalibrationAt + (4 * i));
            }

            Known = 0;
            for (int i = 0; i < Trips; i++)
            {
                Trip[i].Unpack(_buffer, TripsAt + (TripMemory.Size * i));
                Known += Trip[i].Row != TripMemory.None ? 1 : 0;
            }
        }

        private static bool IsWhole(byte[] copy)
        {
            return ((copy[0] << 8) | copy[1]) == Magic && copy[2] == Version && Number(copy, 4) > 0
                && Number(copy, CrcAt) == Crc32.Compute(copy, CrcAt);
        }

        private static TripMemory[] NewTrips()
        {
            TripMemory[] trips = new TripMemory[Trips];
            for (int i = 0; i < Trips; i++)
            {
                trips[i] = new TripMemory();
            }

            return trips;
        }

        private static int Number(byte[] from, int at)
        {
            return (from[at] << 24) | (from[at + 1] << 16) | (from[at + 2] << 8) | from[at + 3];
        }

        private void Put(int at, int value)
        {
            _buffer[at] = (byte)(value >> 24);
            _buffer[at + 1] = (byte)(value >> 16);
            _buffer[at + 2] = (byte)(value >> 8);
            _buffer[at + 3] = (byte)value;
        }
    }
}

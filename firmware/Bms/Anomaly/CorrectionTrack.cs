namespace Bms.Anomaly
{
    /// <summary>
    /// Charge that the voltages take back from the count, summed in both directions as in a CUSUM. A pack holds no more than its capacity:
    /// what a current sensor counts too much, hour by hour, the state of charge must give back at the next place where the curve is
    /// steep. So an offset shows on any curve, however flat it is in between. In hundredths of a permille, which are integers.
    /// </summary>
    public sealed partial class CorrectionTrack
    {
        /// <summary>Forgiven an hour: C/200, five times the offset of a good current sensor and what electronics take unseen.</summary>
        private const int Forgiven = 500;

        /// <summary>
        /// What healthy corrections add up to: the curve of another cell gives and takes a quarter of the capacity to and fro, but no more,
        /// however long it goes on; and for each permille that the pack has moved meanwhile, a capacity that is 30 % off.
        /// </summary>
        private const int Healthy = 45_000;
        private const int OtherCapacity = 30;

        /// <summary>What the state of charge must have moved, up and down, until a guess at the start has been mended.</summary>
        private const int Guessed = 100_000;

        private const int Hour_s = 3600;
        private const int Tick_s = 360;

        // Of what was counted too much, and too little: sum, state of charge and tick at which it began.
        private readonly int[] _sum = new int[2];
        private readonly short[] _soc_permille = new short[2];
        private readonly short[] _start = new short[2];
        private int _moved;
        private int _clock_s;

        /// <summary>What was counted too much in hundredths of a permille, negative when too little.</summary>
        public int Taken
        {
            get { return Larger == 0 ? _sum[0] : -_sum[1]; }
        }

        /// <summary>The same an hour, since the sum began, with what is forgiven.</summary>
        public int Rate
        {
            get
            {
                int since_s = (((_clock_s / Tick_s - _start[Larger]) & 0xFFFF) + 1) * Tick_s;
                int rate = since_s > 0 ? (int)((long)_sum[Larger] * Hour_s / since_s) + Forgiven : Forgiven;
                return Larger == 0 ? rate : -rate;
            }
        }

        private int Larger
        {
            get { return _sum[0] > _sum[1] ? 0 : 1; }
        }

        /// <summary>What a healthy pack may show at a state of charge in permille, in the unit of Taken.</summary>
        public int Limit(int soc_permille)
        {
            return Healthy + OtherCapacity * Numbers.Abs(soc_permille - _soc_permille[Larger]);
        }

        /// <summary>Once a window, after the state of charge has been corrected; over a sleep nobody has counted.</summary>
        public void CloseWindow(PackModel pack, bool slept)
        {
            float scale = 100f;
            int taken = Numbers.ToInt(-scale * pack.Correction_permille, -Guessed, Guessed);
            int length_s = Numbers.ToInt(pack.WindowLength_s, 0, Hour_s);
            int moved = _moved + Numbers.ToInt(scale * Floats.Abs(pack.WindowMove_permille), 0, Guessed);
            moved = slept && moved > Guessed / 2 ? Guessed / 2 : moved;
            _moved = moved < Guessed ? moved : Guessed;
            _clock_s += length_s;
            for (int i = 0; i < 2; i++)
            {
                int sum = _sum[i] + (i == 0 ? taken : -taken) - length_s * Forgiven / Hour_s;
                if (sum <= 0 || moved < Guessed)
                {
                    sum = 0;
                    _soc_permille[i] = (short)Numbers.ToInt(pack.Soc_permille, -1000, 2000);
                    _start[i] = (short)(_clock_s / Tick_s);
                }

                _sum[i] = sum < 100 * Healthy ? sum : 100 * Healthy;
            }
        }
    }
}

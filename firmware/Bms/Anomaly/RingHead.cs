namespace Bms.Anomaly
{
    /// <summary>
    /// The first bytes of an alarm's ring, high byte first: what a PC must know to make the same detector. Layout 1: `BR`, layout, cells,
    /// probes, capacity in mAh (4), alarm (4; below 0 a request), its score in permille (4; 0 = no alarm among the frames), its
    /// feature's value as float bits (4), frames (2), base of the
    /// times in ms (8), numbers of the image by type (4 times 2), points of the open-circuit curve, the points in mV (2 each).
    /// </summary>
    public sealed class RingHead
    {
        private const int Fixed = 40;

        private readonly byte[] _bytes;
        private readonly AnomalyDetector _of;
        private readonly int[] _ocv_mV;
        private int _at;

        public RingHead(AnomalyDetector of)
        {
            _of = of;
            _ocv_mV = of.Pack.Ocv.Table_mV;
            _bytes = new byte[Size(_ocv_mV.Length)];
        }

        /// <summary>Bytes of a head with so many points of the curve.</summary>
        public static int Size(int points)
        {
            return Fixed + (2 * points);
        }

        /// <summary>Bytes of this head.</summary>
        public int Length
        {
            get { return _bytes.Length; }
        }

        /// <summary>Writes the head for an alarm with its score and its feature's value, for so many frames behind an image.</summary>
        public void Fill(int alarm, int score_permille, float value, int frames, StateImage image)
        {
            _at = 0;
            Put('B', 1);
            Put('R', 1);
            Put(AlarmRing.Layout, 1);
            Put(_of.Gate.Usable.Length, 1);
            Put(_of.Heat.Deviation_K.Length, 1);
            Put(Numbers.ToInt(_of.Pack.Capacity_mAh, 0, 10000000), 4);
            Put(alarm, 4);
            Put(score_permille, 4);
            Put(FloatBits.Of(value), 4);
            Put(frames, 2);
            Put(image.Base_ms, 8);
            Put(image.Ints.Length, 2);
            Put(image.Floats.Length, 2);
            Put(image.Shorts.Length, 2);
            Put(image.Bytes.Length, 2);
            Put(_ocv_mV.Length, 1);
            for (int i = 0; i < _ocv_mV.Length; i++)
            {
                Put(_ocv_mV[i], 2);
            }
        }

        /// <summary>A byte of what was filled in.</summary>
        public int ByteAt(int at)
        {
            return _bytes[at];
        }

        private void Put(long value, int count)
        {
            for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
            {
                _bytes[_at++] = (byte)((value >> shift) & 0xff);
            }
        }
    }
}

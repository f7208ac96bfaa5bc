namespace Bms.Anomaly
{
    // The corrections of a cell, summed in both directions: since when, from which charge on, and how far they have lately been.
    public sealed partial class CellTrack
    {
        /// <summary>Tick in s in which the start of a drop is kept, and the most of them that it may be ago: a fortnight.</summary>
        private const float Tick_s = 20f;
        private const int MostTicks = 60000;

        /// <summary>Unit in permille squared in which the variance is kept that a sum began with.</summary>
        private const float Variance = 0.001f;

        /// <summary>Time constant in hours with which a sum's highest is forgotten.</summary>
        private const float Past_h = 48f;

        private void Sum(int cell, float correction, float soc_permille)
        {
            float share = Floats.Unit(3f * _hours);
            Loss_permille[cell] += share * (Floats.Ratio(-correction, _hours) - Loss_permille[cell]);
            float drop = Drop_permille[cell] - correction - Forgiven_permille * _hours;
            if (drop <= 0f)
            {
                drop = 0f;
                _dropVariance[cell] = (short)Corrected;
                _dropSoc_permille[cell] = (short)Numbers.ToInt(soc_permille, -1000, 2000);
            }

            // What has gone on for a fortnight goes on counting as that: the ticks turn over.
            if (drop <= 0f)
            {
                _dropStart[cell] = (short)Ticks;
            }
            else if (DroppingTicks(cell) > MostTicks)
            {
                _dropStart[cell] = (short)(Ticks - MostTicks);
            }

            Drop_permille[cell] = drop;
            Turn(_dropVariance, cell);
            Turn(_riseVariance, cell);
            float rise = Rise_permille[cell] + correction - Forgiven_permille * _hours;
            if (rise <= 0f)
            {
                rise = 0f;
                _riseVariance[cell] = (short)Corrected;
                _riseSoc_permille[cell] = (short)Numbers.ToInt(soc_permille, -1000, 2000);
            }

            Rise_permille[cell] = rise;
            KeepHighest(_dropPastHundredths, cell, drop * 100f);
            KeepHighest(_risePastHundredths, cell, rise * 100f);
            float size = drop > rise ? drop : rise;
            _sums_permille += size;
            _worst_permille = size > _worst_permille ? size : _worst_permille;
            _summed++;
        }

        // Once an hour the past fades; rounded down, or it would never end.
        private void KeepHighest(short[] past, int cell, float now)
        {
            float kept = _fadingHours > 0f ? past[cell] * (1f - Floats.Unit(_fadingHours / Past_h)) - 0.5f : past[cell];
            past[cell] = (short)Numbers.ToInt(now > kept ? now : kept, 0, short.MaxValue);
        }

        /// <summary>Highest sum of gains of a cell within the last days, in permille.</summary>
        public float RisenBefore_permille(int cell)
        {
            return _risePastHundredths[cell] * 0.01f;
        }

        /// <summary>Time in s since a cell's sum of drops has passed Started_permille for good.</summary>
        public float Dropping_s(int cell)
        {
            return DroppingTicks(cell) * Tick_s;
        }

        // The variance of all corrections so far, in units of Variance; what began longer ago than 16 bits tell is as uncertain as that.
        private int Corrected
        {
            get { return Numbers.ToInt(_corrected / Variance, 0, int.MaxValue); }
        }

        private int Since(short[] began, int cell)
        {
            return (Corrected - began[cell]) & 0xFFFF;
        }

        private void Turn(short[] began, int cell)
        {
            if (Since(began, cell) > MostTicks)
            {
                began[cell] = (short)(Corrected - MostTicks);
            }
        }

        private int Ticks
        {
            get { return Numbers.ToInt(_clock_s / Tick_s, 0, int.MaxValue); }
        }

        private int DroppingTicks(int cell)
        {
            return (Ticks - _dropStart[cell]) & 0xFFFF;
        }
    }
}

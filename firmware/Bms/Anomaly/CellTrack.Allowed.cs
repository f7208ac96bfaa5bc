namespace Bms.Anomaly
{
    // How far the sums of a healthy cell may go.
    public sealed partial class CellTrack
    {
        /// <summary>Cells whose sums tell how noisy all are, and a sum in permille that one may have when the others have none.</summary>
        private const int Many = 6;
        private const float Alone_permille = 2f;

        /// <summary>Part of the rounding by which the mean of a window may be wrong: a rectangle's deviation.</summary>
        private const float Rounded = 0.29f;

        /// <summary>Charge beyond the median in permille from which a cell may be balanced.</summary>
        private const float High_permille = 3f;

        /// <summary>
        /// What a healthy cell's sum may reach in permille: four standard deviations of the corrections that the filter announced, and a
        /// share of the cell's own deviation and tilt where the state of charge has moved, because the curve's slope is not known better;
        /// and the channel's offset, where the slope has changed; what the cell has lately done in the other direction, because what comes
        /// and goes is the curve and no leak; and what the other cells do. Many neighbours are a better witness of noise than the filter.
        /// </summary>
        public float Allowed_permille(int cell, bool rise, PackModel pack, int coarse_mV)
        {
            float soc_permille = pack.Soc_permille;
            float then_permille = rise ? _riseSoc_permille[cell] : _dropSoc_permille[cell];
            float then_mV = pack.Ocv.Slope_mV(then_permille);
            float curve = Floats.Abs(Floats.Ratio(1f, pack.Slope_mV) - Floats.Ratio(1f, then_mV));
            float variance = Since(rise ? _riseVariance : _dropVariance, cell) * Variance;
            float moved_permille = Floats.Abs(soc_permille - then_permille);
            float bend = Floats.Unit(curve * (then_mV < pack.Slope_mV ? then_mV : pack.Slope_mV));
            float before_permille = Charge_permille[cell] + (rise ? -Rise_permille[cell] : Drop_permille[cell]);
            float unequal = (0.3f * Floats.Unit(moved_permille / 150f) + bend) * Floats.Abs(before_permille);
            float returns = (rise ? _dropPastHundredths[cell] : _risePastHundredths[cell]) * 0.01f - Started_permille;
            float common = _common_permille - Started_permille;
            float noise = 4f * Floats.Sqrt(variance);
            float shown = Alone_permille + 6f * _common_permille;
            bool mayBalance = !rise && Charge_permille[cell] > High_permille;
            noise = _dropSoc_permille.Length >= Many && shown < noise && !mayBalance ? shown : noise;
            float rounded = rise ? Floats.Ratio(Rounded * coarse_mV, Slope_mV(pack)) : 0f;
            return noise + rounded + (rise ? Bent_permille(Charge_permille[cell], pack) : 0f) + Offset_mV * curve + unequal
                + 0.3f * moved_permille * Floats.Abs(Tilt[cell])
                + Floats.Positive(returns) + Floats.Positive(common);
        }

        /// <summary>Distance in permille over which no curve bends enough to count.</summary>
        private const float Near_permille = 5f;

        // One slope stands for all cells. One that is far from the median stands where the curve is steeper or flatter, and its distance in
        // mV is another charge there: what it seems to gain when the others come to a flat part of the curve.
        private float Bent_permille(float charge_permille, PackModel pack)
        {
            if (Floats.Abs(charge_permille) < Near_permille)
            {
                return 0f;
            }

            float seen_mV = pack.Ocv.At_mV(pack.Soc_permille) + Slope_mV(pack) * charge_permille;
            return Floats.Abs(charge_permille - pack.Ocv.Soc_permille(seen_mV) + pack.Soc_permille);
        }
    }
}

namespace Bms.Anomaly
{
    // A level that moves within one window.
    public sealed partial class CellTrack
    {
        /// <summary>Step in mV that no healthy cell makes under an even load: half of what front ends promise.</summary>
        private const float Undecided_mV = 4f;

        /// <summary>Distance in permille from a plateau at which no cell of a pack is about to leave it.</summary>
        private const float FromKnee_permille = 150f;

        /// <summary>The last jump of a cell's level in mV that was sure, fading while nothing waits for it.</summary>
        public float Jump_mV(int cell)
        {
            return 0.01f * _jumpHundredths[cell];
        }

        /// <summary>What is left of a cell's last jump in mV: what the filter has not taken over, and what it has since.</summary>
        public float Stays_mV(int cell)
        {
            return Innovation_mV[cell] + 0.01f * _takenHundredths[cell];
        }

        // A level that has stepped under load may be a channel's or a resistance's: the next rest tells. Until then it is no charge, or the
        // filter would have taken it for one by the time anybody can judge.
        private bool Waits(int cell, float innovation_mV, PackModel pack)
        {
            float jump_mV = Jump_mV(cell);
            float share = Floats.Ratio(innovation_mV, jump_mV);
            float size_mV = Floats.Abs(jump_mV);
            if (size_mV < Undecided_mV || share < 0.5f || share > 1.5f || (pack.IsSteady && size_mV > 3f * Error_mV))
            {
                return false;
            }

            // Where a plateau ends, cells step one after the other, because one is there before the next.
            return pack.Ocv.LeastSlope_mV(pack.Soc_permille, FromKnee_permille) > Plateau_mV;
        }

        // The slope of the curve is known to a third: where the pack moves fast along it, a cell far from the median goes by more.
        private static float Unbent_mV(float jump_mV, float level_mV, float move_permille)
        {
            float bend_mV = 0.3f * Floats.Unit(Floats.Abs(move_permille) / 150f) * Floats.Abs(level_mV);
            return jump_mV > 0f ? Floats.Positive(jump_mV - bend_mV) : -Floats.Positive(-jump_mV - bend_mV);
        }

        // What steps in the middle of a window shows in part in the next.
        private float OverTwoWindows_mV(int cell, float jump_mV)
        {
            float both_mV = jump_mV + _lastJumpQuarters[cell] * 0.25f;
            float size_mV = Floats.Abs(both_mV);
            _lastJumpQuarters[cell] = (sbyte)Numbers.ToInt(jump_mV * 4f, sbyte.MinValue, sbyte.MaxValue);
            return size_mV > AnomalyLimits.Step_mV && size_mV > Floats.Abs(jump_mV) ? both_mV : jump_mV;
        }
    }
}

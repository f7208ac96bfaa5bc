namespace Bms.Anomaly
{
    // What all cells of a window have in common, before each is judged.
    public sealed partial class AnomalyDetector
    {
        /// <summary>Cells of a pack below which the median is half the worst cell's own.</summary>
        private const int Few = 8;

        /// <summary>A tenth of the curve: a state of charge may be wrong by that much before a knee.</summary>
        private const float Unsure_permille = 100f;

        /// <summary>Part of the second noisiest cell's scatter that the pack may have too.</summary>
        private const float AlsoNoisy = 0.6f;

        // Of all cells but the noisiest. Two that scatter alike have one cause: a chip that measures while it balances takes them in turns.
        private float Scatter_mV(float sum_mV, float noisiest_mV, float second_mV)
        {
            float others_mV = _cells > 1 ? Floats.Ratio(sum_mV - noisiest_mV, _cells - 1) : sum_mV;
            return Floats.Larger(others_mV, AlsoNoisy * second_mV);
        }

        // What the model gets wrong on all cells is no fault of one of them: first the slope, then the spread, the worst cell left out.
        // moved_mV is what the residuals of all but one have moved.
        private float Spread_mV(float moved_mV)
        {
            float current_C = Pack.WindowCurrent_C + PackModel.SlowShare * Pack.SlowCurrent_C;
            LearnSlope(current_C);
            float sum_mV = 0f;
            float signed_mV = 0f;
            float highest_mV = float.MinValue;
            float lowest_mV = float.MaxValue;
            float squares = 0f;
            float worst_mV = 0f;
            int count = 0;
            int jumping = 0;
            float jumpLimit_mV = 2f + 2f * Track.Error_mV;
            float jumps_mV = 0f;
            float worstJump_mV = 0f;
            for (int i = 0; i < _cells; i++)
            {
                if (_seen[i])
                {
                    float off_mV = _mean_mV[i] - Watch.Extra_mV[i] * current_C - Track.Predicted_mV(i, Pack);
                    float jump_mV = off_mV - Track.Innovation_mV[i] - Track.Centre_mV - moved_mV;
                    jump_mV = Floats.Abs(jump_mV);
                    jumping += jump_mV > jumpLimit_mV ? 1 : 0;
                    jumps_mV += jump_mV;
                    worstJump_mV = jump_mV > worstJump_mV ? jump_mV : worstJump_mV;
                    signed_mV += off_mV;
                    squares += off_mV * off_mV;
                    highest_mV = off_mV > highest_mV ? off_mV : highest_mV;
                    lowest_mV = off_mV < lowest_mV ? off_mV : lowest_mV;
                    off_mV = Floats.Abs(off_mV);
                    worst_mV = off_mV > worst_mV ? off_mV : worst_mV;
                    sum_mV += off_mV;
                    count++;
                }
            }

            Track.Jumping = jumping;
            Track.JumpError_mV = 0.4f + 1.52f * Floats.Others(jumps_mV, worstJump_mV, count);
            Track.Centre_mV = Others(signed_mV, highest_mV, lowest_mV, count);
            if (count > 2 && count < Few)
            {
                float farthest_mV = signed_mV - Track.Centre_mV * (count - 1);
                float variance = Floats.Ratio(squares - farthest_mV * farthest_mV, count - 1) - Track.Centre_mV * Track.Centre_mV;
                return Floats.Sqrt(variance);
            }

            return Floats.Others(sum_mV, worst_mV, count);
        }

        // Mean of all but the one that is farthest from the mean of all; 0 for two cells, where neither is known to be the odd one.
        private static float Others(float sum, float highest, float lowest, int count)
        {
            if (count < 3)
            {
                return 0f;
            }

            float mean = sum / count;
            return (sum - (highest - mean > mean - lowest ? highest : lowest)) / (count - 1);
        }

        private void LearnSlope(float current_C)
        {
            float products = 0f;
            float squares = 0f;
            float largest = 0f;
            float largestProduct = 0f;
            for (int i = 0; i < _cells; i++)
            {
                if (_seen[i])
                {
                    float expected_mV = Track.Predicted_mV(i, Pack);
                    float product = expected_mV * (_mean_mV[i] - Watch.Extra_mV[i] * current_C);
                    float square = expected_mV * expected_mV;
                    products += product;
                    squares += square;
                    if (square > largest)
                    {
                        largest = square;
                        largestProduct = product;
                    }
                }
            }

            // One cell alone is no curve: a leaking one would teach the pack its own loss.
            Track.LearnSlope(products - largestProduct, squares - largest, Track.Error_mV, Pack.WindowMove_permille);
        }
    }
}

namespace Bms.Anomaly
{
    // What all cells of a window have in common, before each is judged.
    public sealed partial class AnomalyDetector
    {
        // What the model gets wrong on all cells is no fault of one of them: first the slope, then the spread, the worst cell left out.
        private float Spread_mV()
        {
            float current_C = Pack.WindowCurrent_C + PackModel.SlowShare * Pack.SlowCurrent_C;
            LearnSlope(current_C);
            float sum_mV = 0f;
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
                    float jump_mV = off_mV - Track.Innovation_mV[i];
                    jump_mV = jump_mV < 0f ? -jump_mV : jump_mV;
                    jumping += jump_mV > jumpLimit_mV ? 1 : 0;
                    jumps_mV += jump_mV;
                    worstJump_mV = jump_mV > worstJump_mV ? jump_mV : worstJump_mV;
                    off_mV = off_mV < 0f ? -off_mV : off_mV;
                    worst_mV = off_mV > worst_mV ? off_mV : worst_mV;
                    sum_mV += off_mV;
                    count++;
                }
            }

            Track.Jumping = jumping;
            Track.JumpError_mV = 0.4f + (count > 2 ? 1.9f * Floats.Ratio(jumps_mV - worstJump_mV, count - 1) : 0f);
            return count > 2 ? 1.25f * Floats.Ratio(sum_mV - worst_mV, count - 1) : 0f;
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

namespace Bms.Anomaly
{
    // What needs a witness: the noise of a channel against its neighbours', a shift against the pack's own voltage, a fall at rest.
    public sealed partial class SlowJudge
    {
        /// <summary>Scatter in mV that the rounding to a millivolt makes or hides.</summary>
        private const float Rounding_mV = 0.4f;

        /// <summary>Part by which a cell's scatter follows a window: some seventy readings.</summary>
        private const float ScatterNow = 0.15f;

        /// <summary>Part of the pack's scatter that a cell's own past must have reached to be known.</summary>
        private const float Learned = 0.8f;

        /// <summary>Cells from which neighbours are a witness of what falls: the median of fewer goes along with the odd one.</summary>
        private const int Many = 6;

        /// <summary>Multiples of a healthy cell's movement from window to window that a fall must be beyond.</summary>
        private const float Movements = 4f;

        /// <summary>Charge in permille beyond the median from which a cell that falls may be balanced.</summary>
        private const float High_permille = 3f;

        /// <summary>Roundings by which a reading of a cell that rests may go down.</summary>
        private const float FallenCodes = 1.5f;

        /// <summary>Takes a cell's mean movement in mV from frame to frame in a quiet window.</summary>
        internal void GatherScatter(int cell, float moves_mV)
        {
            float now_mV = _scatter_uV[cell] * 0.001f;
            _scatter_uV[cell] = Thousandths(now_mV + ScatterNow * (moves_mV - now_mV));
        }

        // Against its own past: slaves of one pack may differ in noise from the day they were made.
        private void JudgeScatter(int cell, PackSample sample)
        {
            if (_packScatter_mV < 0f)
            {
                return;
            }

            float now_mV = _scatter_uV[cell] * 0.001f;
            float past_mV = _scatterPast_uV[cell] * 0.001f;
            float usual_mV = past_mV > _packScatter_mV ? past_mV : _packScatter_mV;

            // A cell between two codes goes to and fro by one of them while its neighbours stand still; beside noise that counts little,
            // because variances add.
            float rounding_mV = Rounding_mV * _of.Watch.Resolution_mV;
            usual_mV = Floats.Sqrt(usual_mV * usual_mV + rounding_mV * rounding_mV);
            float share = Floats.Ratio(now_mV, AnomalyLimits.Noise * usual_mV);

            // It counts for the pack: noise belongs to a wire or a slave and says nothing of the cell's own health.
            _of.Evidence.Add(AnomalyFeature.Scatter, share, -1);
            if (share < 0.9f)
            {
                // What is half as much again is believed after hours only.
                float part = share < 0.75f ? 0.05f : 0.003f;
                _scatterPast_uV[cell] = Thousandths(past_mV + part * (now_mV - past_mV));
            }
            else if (share > 1f && past_mV > Learned * _packScatter_mV && Persists(cell))
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.VoltageSensor, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.Scatter,
                    Floats.Ratio(now_mV, usual_mV), AnomalyLimits.Noise, share);
            }
        }

        // What one cell shows and the pack's own voltage does not follow is its channel's, at rest and under any load.
        private void JudgeShift(int cell, PackSample sample)
        {
            float[] innovation_mV = _of.Track.Innovation_mV;
            float shift_mV = innovation_mV[cell];
            float size_mV = Floats.Abs(shift_mV);
            SumWatch sum = _of.Sum;
            if (cell == 0)
            {
                _of.Evidence.Add(AnomalyFeature.Step, sum.Share, -1);
            }

            if (size_mV <= _names.StepLimit_mV || !sum.Contradicts(shift_mV) || Floats.Abs(sum.Off_mV) < 0.5f * size_mV)
            {
                return;
            }

            bool alone = true;
            for (int i = 0; i < innovation_mV.Length; i++)
            {
                alone = alone && (i == cell || Floats.Abs(innovation_mV[i]) < 0.6f * size_mV);
            }

            if (alone && Persists(cell))
            {
                _names.NameStep(cell, shift_mV, Floats.Ratio(size_mV, _names.StepLimit_mV), sample);
            }
        }

        // A leak goes on at rest, where nothing else moves a cell that is not balanced.
        private void JudgeFall(int cell, PackSample sample)
        {
            FallTrack fall = _of.Fall;
            PackModel pack = _of.Pack;
            CellTrack track = _of.Track;

            // Without a current nobody knows that the pack rests.
            bool rests = fall.IsKnown && sample.Current_mA.Quality[0] == Quality.Good;
            // An empty cell's resistance climbs by itself, and so does what relaxes in it.
            bool tells = rests && _beyond.Length >= Many && track.Counts && pack.Soc_permille > Empty_permille
                && pack.Ocv.LeastSlope_mV(pack.Soc_permille, 100f) > CellTrack.Plateau_mV;
            float fallen_mV = fall.Fallen_mV;
            float slope_mV = track.Slope_mV(pack);
            float behind = Floats.Ratio(track.Innovation_mV[cell], slope_mV);
            if (!tells || track.Charge_permille[cell] + behind > High_permille)
            {
                fall.Restart(cell, _of.Watch.Base_mV[cell]);
                return;
            }

            // A cell that falls by nothing worth telling may go from one code to the next, and its neighbour may be about to.
            float noise_mV = Movements * track.JumpError_mV;
            float limit_mV = (fall.Limit_mV > noise_mV ? fall.Limit_mV : noise_mV) + FallenCodes * _of.Watch.Coarse_mV;
            float share = Floats.Ratio(fallen_mV, limit_mV);

            // What a charge has lifted may sink to where it was: lithium that dissolves again. A leak goes on below that.
            float moved_mV = slope_mV * (_of.Drift.Moved_permille[cell] + behind);
            if (share > 1f && moved_mV < -0.5f * fallen_mV && Persists(cell))
            {
                _names.NameFall(cell, fallen_mV, limit_mV, fall.Rate_permille(cell, slope_mV, pack.Resistance_mV), sample);
            }
        }
    }
}

namespace Bms.Anomaly
{
    /// <summary>Turns the slow statistics of a cell into an alarm: which is beyond its limit, what it is called, how large it is.</summary>
    public sealed class SlowJudge
    {
        private readonly AnomalyDetector _of;
        private readonly AlarmWriter _write;
        private const int ConfirmWindows = 4;

        /// <summary>A cell's reading changes with every millivolt or two; where the pack has moved by more, it has stopped.</summary>
        private const float Still_mV = 2.5f;

        private readonly int[] _beyond;
        private readonly float[] _scatter_mV;
        private float _packScatter_mV;
        private bool _scatterKnown;

        public SlowJudge(AnomalyDetector of, int cells)
        {
            _of = of;
            _write = new AlarmWriter(of);
            _beyond = new int[cells];
            _scatter_mV = new float[cells];
        }

        /// <summary>Once a window: the mean scatter of the cells in mV and whether it can be compared.</summary>
        public void BeginWindow(float scatter_mV, bool scatterKnown)
        {
            _packScatter_mV = scatter_mV;
            _scatterKnown = scatterKnown && _of.Pack.Rest_s > 120f;
        }

        /// <summary>A cell, once a window.</summary>
        public void Judge(int cell, float scatter_mV, PackSample sample)
        {
            _beyond[cell] = _beyond[cell] > 20 ? 20 : _beyond[cell] > 0 ? _beyond[cell] - 1 : 0;
            JudgeStep(cell, sample);
            JudgeCharge(cell, sample);
            JudgeResistance(cell, sample);
            Note(_of.Watch.Dips[cell] / AnomalyLimits.Dips);
            if (_of.Watch.Dips[cell] >= AnomalyLimits.Dips)
            {
                JudgeDips(cell, sample);
            }

            JudgeScatter(cell, scatter_mV, sample);
        }

        // Against its own past: slaves of one pack may differ in noise from the day they were made.
        private void JudgeScatter(int cell, float scatter_mV, PackSample sample)
        {
            if (!_scatterKnown)
            {
                return;
            }

            float own_mV = _scatter_mV[cell];
            float healthy_mV = AnomalyLimits.Noise * ((own_mV > _packScatter_mV ? own_mV : _packScatter_mV) + 0.4f);
            Note(0.8f * Floats.Ratio(scatter_mV, healthy_mV));
            if (scatter_mV < healthy_mV)
            {
                _scatter_mV[cell] = own_mV + 0.1f * (scatter_mV - own_mV);
            }
            else if (Persists(cell))
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.VoltageSensor, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.Scatter,
                    Floats.Ratio(scatter_mV, own_mV + 0.1f), AnomalyLimits.Noise, Floats.Ratio(scatter_mV, healthy_mV), 0f, 0f, 0f);
            }
        }

        private void Note(float score)
        {
            _of.Highest = score > _of.Highest ? score : _of.Highest;
        }

        // A limit must stay broken for some windows: one window may hold a disturbance that no statistic foresees.
        private bool Persists(int cell)
        {
            _beyond[cell] += 2;
            return _beyond[cell] > 2 * ConfirmWindows;
        }

        private void JudgeCharge(int cell, PackSample sample)
        {
            CellTrack track = _of.Track;
            PackModel pack = _of.Pack;
            float charge = track.Charge_permille[cell];

            // A high cell that falls, or a low one that rises, may be balanced.
            float drop = track.Drop_permille[cell];
            if (drop > 0.3f * AnomalyLimits.Drop_permille)
            {
                float allowed = AnomalyLimits.Reserve * track.Allowed_permille(cell, false, pack)
                    + (charge > 3f ? charge - 3f : 0f);
                float score = (drop - allowed) / AnomalyLimits.Drop_permille;
                Note(score);
                if (score > 1f && (score > 3f || Persists(cell)))
                {
                    NameDrop(cell, drop, allowed, score, sample);
                }
            }

            float rise = track.Rise_permille[cell];
            if (rise > 0.3f * AnomalyLimits.Rise_permille)
            {
                float allowed = AnomalyLimits.Reserve * track.Allowed_permille(cell, true, pack)
                    + (charge < -3f ? -3f - charge : 0f);
                float score = (rise - allowed) / AnomalyLimits.Rise_permille;
                Note(score);
                if (score > 1f && (score > 3f || Persists(cell)))
                {
                    NameRise(cell, rise, allowed, score, sample);
                }
            }

            float tilt = track.Tilt[cell];
            float sure = Floats.Abs(tilt) - 3f * track.TiltSigma;
            if (sure > AnomalyLimits.Tilt && track.TiltSigma < 0.02f && !IsStuck(cell))
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.WeakCell, cell, AnomalyAlarm.Note, sample), AnomalyFeature.CapacityMissing,
                    tilt * 100f,
                    AnomalyLimits.Tilt * 100f, sure / AnomalyLimits.Tilt, tilt * 100f,
                    (tilt - 2f * track.TiltSigma) * 100f, (tilt + 2f * track.TiltSigma) * 100f);
            }
        }

        private void NameDrop(int cell, float drop, float allowed, float score, PackSample sample)
        {
            CellTrack track = _of.Track;
            PackModel pack = _of.Pack;
            float jump_mV = track.Jump_mV[cell];
            float lost_mV = drop * track.Slope_mV(pack);
            if (HasOtherName(cell, score, sample))
            {
                return;
            }

            // A leak steps too, by its current through the cell's resistance, but then it goes on.
            if (jump_mV < -AnomalyLimits.Step_mV && -1.3f * jump_mV > lost_mV - track.Innovation_mV[cell])
            {
                NameStep(cell, jump_mV, score, sample);
                return;
            }

            float hours = track.Dropping_s(cell) / 3600f;
            hours = hours < 0.05f ? 0.05f : hours;
            float behind = Floats.Ratio(-track.Innovation_mV[cell], track.Slope_mV(pack));
            float lost = drop - CellTrack.Started_permille + (behind > 0f ? behind : 0f);
            float rate = Floats.Ratio(lost, hours) + CellTrack.Forgiven_permille;
            rate = track.Loss_permille[cell] > rate ? track.Loss_permille[cell] : rate;
            float leak_mA = rate * 0.001f * pack.Capacity_mAh;
            float error_mA = 0.35f * leak_mA + Floats.Ratio(2f * track.Sigma_permille, hours) * 0.001f * pack.Capacity_mAh;
            int severity = leak_mA > 0.02f * pack.Capacity_mAh ? AnomalyAlarm.Severe : AnomalyAlarm.Warning;
            AnomalyAlarm alarm = _write.Raise(AnomalyType.InternalShort, cell, severity, sample);
            AlarmWriter.Fill(alarm, AnomalyFeature.ChargeLost, drop, allowed + AnomalyLimits.Drop_permille, score, leak_mA,
                leak_mA > error_mA ? leak_mA - error_mA : 0f, leak_mA + error_mA);
            if (alarm != null)
            {
                alarm.Against |= _of.Sum.Sigma_mV < 0.3f * lost_mV && _of.Sum.Shift_mV < -0.5f * lost_mV ? AnomalyAlarm.SumContradicts : 0;
            }
        }

        private void NameRise(int cell, float rise, float allowed, float score, PackSample sample)
        {
            PackModel pack = _of.Pack;
            float jump_mV = _of.Track.Jump_mV[cell];
            float gained_mV = rise * _of.Track.Slope_mV(pack);
            if (HasOtherName(cell, score, sample))
            {
                return;
            }

            if (jump_mV > AnomalyLimits.Step_mV)
            {
                NameStep(cell, jump_mV, score, sample);
                return;
            }

            AlarmWriter.Fill(_write.Raise(AnomalyType.VoltageSensor, cell, AnomalyAlarm.Warning, sample),
                AnomalyFeature.ChargeGained, rise, allowed + AnomalyLimits.Rise_permille, score, gained_mV,
                gained_mV * 0.7f, gained_mV * 1.4f);
        }

        // A level that moved within one window and stayed: what the filter has taken over since and what it has not, together.
        private void JudgeStep(int cell, PackSample sample)
        {
            CellTrack track = _of.Track;
            float jump_mV = track.Jump_mV[cell];
            float size_mV = Floats.Abs(jump_mV);
            if (size_mV < AnomalyLimits.Step_mV || !_of.Pack.IsSteady)
            {
                return;
            }

            float taken_mV = (track.Rise_permille[cell] - track.Drop_permille[cell]) * track.Slope_mV(_of.Pack);
            float stays_mV = track.Innovation_mV[cell] + taken_mV;
            float share = Floats.Ratio(stays_mV, jump_mV);
            if (share > 0.6f && share < 1.3f && Floats.Abs(stays_mV) > AnomalyLimits.Step_mV
                && size_mV > 4f * track.Error_mV && Persists(cell))
            {
                NameStep(cell, stays_mV, size_mV / AnomalyLimits.Step_mV, sample);
            }
        }

        // The pack has moved since the reading last changed.
        private bool IsStuck(int cell)
        {
            return Floats.Abs(_of.Pack.Median_mV - _of.Watch.Still_mV[cell]) > Still_mV;
        }

        // What looks like charge may be a channel that has stopped, or a contact that the filter has not learned yet.
        private bool HasOtherName(int cell, float score, PackSample sample)
        {
            if (IsStuck(cell))
            {
                NameStuck(cell, score, sample);
                return true;
            }

            if (_of.Resistance.Growth(cell) > 0.5f * AnomalyLimits.Growth)
            {
                NameContact(cell, sample);
                return true;
            }

            return false;
        }

        private void NameStuck(int cell, float score, PackSample sample)
        {
            float moved_mV = Floats.Abs(_of.Pack.Median_mV - _of.Watch.Still_mV[cell]);
            AlarmWriter.Fill(_write.Raise(AnomalyType.VoltageSensor, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.Standstill,
                moved_mV, Still_mV, score);
        }

        private void NameStep(int cell, float jump_mV, float score, PackSample sample)
        {
            AnomalyAlarm alarm = _write.Raise(AnomalyType.VoltageSensor, cell, AnomalyAlarm.Warning, sample);
            float error_mV = 1f + 2f * _of.Track.Error_mV;
            AlarmWriter.Fill(alarm, AnomalyFeature.Step, jump_mV, AnomalyLimits.Step_mV, score, jump_mV, jump_mV - error_mV,
                jump_mV + error_mV);
        }

        private void JudgeResistance(int cell, PackSample sample)
        {
            ResistanceTrack resistance = _of.Resistance;
            float share = resistance.IsFresh ? Floats.Ratio(resistance.Growth(cell), GrowthLimit) : 0f;
            Note(share);
            if (share > 1f && Persists(cell))
            {
                NameContact(cell, sample);
            }
        }

        private float GrowthLimit
        {
            get { return AnomalyLimits.Growth + 3f * _of.Resistance.Sigma; }
        }

        private void NameContact(int cell, PackSample sample)
        {
            float growth_pct = _of.Resistance.Growth(cell) * 100f;
            float error_pct = 200f * _of.Resistance.Sigma;
            float limit_pct = GrowthLimit * 100f;
            AlarmWriter.Fill(_write.Raise(AnomalyType.Contact, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.ResistanceGrowth,
                growth_pct, limit_pct, Floats.Ratio(growth_pct, limit_pct), growth_pct, growth_pct - error_pct, growth_pct + error_pct);
        }

        private void JudgeDips(int cell, PackSample sample)
        {
            float others = 0f;
            for (int i = 0; i < _of.Watch.Dips.Length; i++)
            {
                others += i == cell ? 0f : _of.Watch.Dips[i];
            }

            float dips = _of.Watch.Dips[cell];
            if (dips > others)
            {
                AnomalyAlarm alarm = _write.Raise(AnomalyType.InternalShort, cell, AnomalyAlarm.Warning, sample);
                AlarmWriter.Fill(alarm, AnomalyFeature.Dips, dips, AnomalyLimits.Dips, dips / AnomalyLimits.Dips, 0f, 0f, 0f);
            }
        }
    }
}

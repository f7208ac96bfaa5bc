namespace Bms.Anomaly
{
    /// <summary>
    /// The slow statistics of a cell, each in units of its limit: how rare they are (Evidence), and which of them is an alarm.
    /// </summary>
    public sealed partial class SlowJudge
    {
        private const int ConfirmWindows = 4;

        /// <summary>Statistics of which the level is kept that several windows in a row hold.</summary>
        private const int Kept = 4;
        private const int Drop = 0;
        private const int Rise = 1;
        private const int Step = 2;
        private const int Growth = 3;

        /// <summary>Growth beyond the error of its estimate that is rare, long before it is worth an alarm.</summary>
        private const float RareGrowth = 0.02f;

        /// <summary>Part of the rounding by which two means at rest differ, where readings stand still: two deviations.</summary>
        private const float Rounded = 0.41f;

        /// <summary>Growth in units of its limit that needs no second look.</summary>
        private const float SureGrowth = 1.5f;

        /// <summary>
        /// Charge in permille below which a cell that falls is empty: the curve has its knee there, at another charge for each cell.
        /// </summary>
        private const float Empty_permille = 100f;

        private readonly AnomalyDetector _of;
        private readonly AlarmWriter _write;
        private readonly SlowNames _names;
        private readonly sbyte[] _beyond;
        private readonly short[] _held_permille;
        private readonly short[] _scatter_uV;
        private readonly short[] _scatterPast_uV;
        private float _packScatter_mV;

        public SlowJudge(AnomalyDetector of, int cells)
        {
            _of = of;
            _write = new AlarmWriter(of);
            _names = new SlowNames(of);
            _beyond = new sbyte[cells];
            _held_permille = new short[cells * Kept];
            _scatter_uV = new short[cells];
            _scatterPast_uV = new short[cells];
        }

        /// <summary>Once a window: the mean scatter of the cells in mV and whether it can be compared.</summary>
        public void BeginWindow(float scatter_mV, bool scatterKnown)
        {
            _packScatter_mV = scatterKnown ? scatter_mV : -1f;
        }

        /// <summary>A cell, once a window.</summary>
        public void Judge(int cell, PackSample sample)
        {
            int beyond = _beyond[cell];
            _beyond[cell] = (sbyte)(beyond > 20 ? 20 : beyond > 0 ? beyond - 1 : 0);
            JudgeStep(cell, sample);
            JudgeShift(cell, sample);
            JudgePlateau(cell, sample);
            JudgeDrop(cell, sample);
            JudgeRise(cell, sample);
            JudgeFall(cell, sample);
            JudgeTilt(cell, sample);
            JudgeResistance(cell, sample);
            JudgeDips(cell, sample);
            JudgeScatter(cell, sample);
            JudgeDrift(cell, sample);
            JudgeRelaxation(cell, sample);
        }

        // Up by and by, down at once: one window may hold a disturbance that no statistic foresees.
        private void Hold(int kind, AnomalyFeature feature, float share, int cell)
        {
            int place = cell * Kept + kind;
            float held = _held_permille[place] * 0.001f;
            held = share < held ? share : held + 0.3f * (share - held);
            _held_permille[place] = Thousandths(held);
            _of.Evidence.Add(feature, held, cell);
        }

        private static short Thousandths(float value)
        {
            return (short)Numbers.ToInt(value * 1000f, short.MinValue, short.MaxValue);
        }

        private bool Persists(int cell)
        {
            _beyond[cell] = (sbyte)(_beyond[cell] + 2);
            return _beyond[cell] > 2 * ConfirmWindows;
        }

        // Corrections that go on in one direction and yet move the cell nowhere are a curve that bends otherwise than the table; and what a
        // cell of another capacity moves with the pack's own charge is no loss either.
        private float Credible(float sum_permille, int cell, float direction)
        {
            float raw_permille = direction * _of.Drift.Moved_permille[cell];
            float own_permille = direction * _of.Drift.Unexplained_permille;
            float moved_permille = raw_permille < own_permille ? raw_permille : own_permille;
            float most = CellTrack.Started_permille + (moved_permille > 0f ? 2f * moved_permille : 0f);
            return sum_permille < most ? sum_permille : most;
        }

        // A high cell that falls may be balanced.
        private void JudgeDrop(int cell, PackSample sample)
        {
            CellTrack track = _of.Track;
            float drop = Credible(track.Drop_permille[cell], cell, -1f);
            float charge = track.Charge_permille[cell];
            float allowed = track.Allowed_permille(cell, false, _of.Pack, _of.Watch.Coarse_mV) + Floats.Positive(charge - 3f);
            float score = (drop - allowed) / AnomalyLimits.Drop_permille;
            Hold(Drop, AnomalyFeature.ChargeLost, Floats.Ratio(drop, allowed + AnomalyLimits.Drop_permille), cell);
            if (score > 1f && (score > 3f || Persists(cell)))
            {
                _names.NameDrop(cell, drop, allowed, score, sample);
            }
        }

        // And a low one that rises, too.
        private void JudgeRise(int cell, PackSample sample)
        {
            CellTrack track = _of.Track;
            float rise = Credible(track.Rise_permille[cell], cell, 1f);
            float charge = track.Charge_permille[cell];
            float allowed = track.Allowed_permille(cell, true, _of.Pack, _of.Watch.Coarse_mV) + Floats.Positive(-3f - charge);

            // No cell gains charge: it is a channel, and channels are told in mV.
            float offset = Floats.Ratio(CellTrack.Offset_mV, track.Slope_mV(_of.Pack));
            float limit = offset > AnomalyLimits.Rise_permille ? offset : AnomalyLimits.Rise_permille;
            float score = Floats.Ratio(rise - allowed, limit);
            Hold(Rise, AnomalyFeature.ChargeGained, Floats.Ratio(rise, allowed + limit), cell);
            if (score > 1f && (score > 3f || Persists(cell)))
            {
                _names.NameRise(cell, rise, allowed, score, sample);
            }
        }

        private void JudgeTilt(int cell, PackSample sample)
        {
            CellTrack track = _of.Track;
            float tilt = track.Tilt[cell];

            // A cell that runs ahead of the pack has less capacity; one that stays behind has more, and that is no fault.
            float sure = tilt - 3f * track.TiltSigma;
            bool known = track.TiltSigma < 0.02f && !_names.IsStuck(cell);
            _of.Evidence.Add(AnomalyFeature.CapacityMissing, known && tilt > 0f ? sure / AnomalyLimits.Tilt : 0f, cell);

            if (known && sure > AnomalyLimits.Tilt && tilt < SlowNames.MostMissing)
            {
                // No interval: it is told when it passes the limit, and climbs on for days.
                AlarmWriter.Fill(_write.Raise(AnomalyType.WeakCell, cell, AnomalyAlarm.Note, sample), AnomalyFeature.CapacityMissing,
                    Missing_pct(tilt), -100f * AnomalyLimits.Tilt, sure / AnomalyLimits.Tilt);
            }
        }

        private static float Missing_pct(float tilt)
        {
            return -100f * Floats.Ratio(tilt, 1f + tilt);
        }

        // A level that moved within one window and stayed.
        private void JudgeStep(int cell, PackSample sample)
        {
            CellTrack track = _of.Track;
            float jump_mV = track.Jump_mV(cell);
            float stays_mV = track.Stays_mV(cell);
            float size_mV = Floats.Abs(stays_mV);
            float share = Floats.Ratio(stays_mV, jump_mV);
            bool empties = stays_mV < 0f && sample.Cell_mV.Value[cell] < _of.Pack.Ocv.At_mV(Empty_permille);
            bool stays = share > 0.6f && share < 1.3f && _of.Pack.IsEven && !empties;
            float error_mV = 4f * track.JumpError_mV;
            bool tells = stays && (_of.Pack.IsSteady || _of.Sum.Contradicts(stays_mV));
            Hold(Step, AnomalyFeature.Step, tells ? Floats.Ratio(size_mV, 1f + error_mV) : 0f, cell);

            // Under load a resistance that grows steps too.
            float limit_mV = _names.StepLimit_mV;
            if (stays && _of.Pack.IsSteady && size_mV > limit_mV && Floats.Abs(jump_mV) > limit_mV
                && size_mV > error_mV && Floats.Abs(jump_mV) > 3f * track.Error_mV && Persists(cell))
            {
                _names.NameStep(cell, stays_mV, size_mV / limit_mV, sample);
            }
        }

        // Where voltage tells nothing of charge it still tells of the channel, and of a cell that leaves its neighbours.
        private void JudgePlateau(int cell, PackSample sample)
        {
            float share = _of.PlateauShare;
            if (share > 0f)
            {
                _of.Evidence.Add(AnomalyFeature.Step, share, cell);
                if (share > 1f && Persists(cell))
                {
                    _names.NameShift(cell, share, sample);
                }
            }
        }

        private void JudgeResistance(int cell, PackSample sample)
        {
            ResistanceTrack resistance = _of.Resistance;
            if (!resistance.IsFresh)
            {
                return;
            }

            float growth = resistance.Growth(cell);
            Hold(Growth, AnomalyFeature.ResistanceGrowth, Floats.Ratio(growth, RareGrowth + 3f * resistance.Sigma), cell);
            float share = Floats.Ratio(growth, _names.GrowthLimit);

            // Where steps are rare no row of windows confirms one; an estimate is a mean of many steps already.
            if (share > SureGrowth || (share > 1f && Persists(cell)))
            {
                _names.NameContact(cell, sample);
            }
        }

        private void JudgeDips(int cell, PackSample sample)
        {
            short[] dips_permille = _of.Watch.Dips_permille;
            float dips = dips_permille[cell] * 0.001f;
            float others = -dips;
            for (int i = 0; i < dips_permille.Length && dips > 0.1f; i++)
            {
                others += dips_permille[i] * 0.001f;
            }

            // What makes one cell dip may be in it, what makes many dip is on the bus.
            float share = Floats.Ratio(dips, AnomalyLimits.Dips + others);
            _of.Evidence.Add(AnomalyFeature.Dips, share, cell);
            if (dips >= AnomalyLimits.Dips && dips > others)
            {
                _names.NameDips(cell, dips, sample);
            }
        }

        private void JudgeDrift(int cell, PackSample sample)
        {
            float share = _of.DriftShare;
            _of.Evidence.Add(AnomalyFeature.DriftApart, share, cell);
            if (share > AnomalyLimits.DriftApart && _of.Drift.Known_h > 12f)
            {
                _names.NameDrift(cell, share, sample);
            }
        }

        private void JudgeRelaxation(int cell, PackSample sample)
        {
            RelaxTrack relax = _of.Relax;
            if (!relax.IsFresh || relax.Rests == 0)
            {
                return;
            }

            float healthy_mV = AnomalyLimits.Hump_mV + 3f * relax.Common_mV + Rounded * _of.Watch.Coarse_mV;
            float share = Floats.Ratio(_of.Hump_mV, healthy_mV);
            _of.Evidence.Add(AnomalyFeature.Relaxation, share, cell);

            // What has just moved within one window dies away in no rest.
            bool steps = Floats.Abs(_of.Track.Jump_mV(cell)) > 0.5f * Floats.Abs(_of.Hump_mV);
            if (share > 1f && !steps && !_names.NameLossAtRest(cell, share, sample))
            {
                float hump_mV = _of.Hump_mV;
                AlarmWriter.Fill(_write.Raise(AnomalyType.Plating, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.Relaxation,
                    hump_mV, healthy_mV, share, hump_mV, hump_mV - relax.Common_mV - 1f, 1.6f * hump_mV + relax.Common_mV + 1f);
            }
        }
    }
}

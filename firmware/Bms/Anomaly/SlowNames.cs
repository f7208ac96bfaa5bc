namespace Bms.Anomaly
{
    /// <summary>Gives what a cell's slow statistics have found its name, its size and its interval.</summary>
    internal sealed class SlowNames
    {
        /// <summary>A cell's reading changes with every millivolt or two; where the pack has moved by more, it has stopped.</summary>
        private const float LeastStill_mV = 2.5f;

        /// <summary>Movement of a pack in permille an hour that tells of capacities, and shares by which a weak cell runs ahead.</summary>
        private const float LeastMove_permille = 100f;
        private const float LeastMissing = 0.04f;
        public const float MostMissing = 0.4f;

        /// <summary>
        /// Factor by which a leak may be more or less than its estimate, in 19 of 20 alarms of the benchmark: the moment at which it began
        /// is known to a drive and a charge, the slope of the curve to a third.
        /// </summary>
        private const float Unsure = 2f;
        private const float ShortestLoss_h = 0.05f;

        /// <summary>Share of a fall at rest that is a leak for sure: what is told within minutes has been helped over its limit.</summary>
        private const float FallLeast = 0.33f;

        private readonly AnomalyDetector _of;
        private readonly AlarmWriter _write;

        public SlowNames(AnomalyDetector of)
        {
            _of = of;
            _write = new AlarmWriter(of);
        }

        public void NameDrop(int cell, float drop, float allowed, float score, PackSample sample)
        {
            CellTrack track = _of.Track;
            PackModel pack = _of.Pack;
            float jump_mV = track.Jump_mV(cell);
            float lost_mV = drop * track.Slope_mV(pack);
            if (HasOtherName(cell, score, sample) || IsCapacity(cell, false, score, sample))
            {
                return;
            }

            // A leak steps too, by its current through the cell's resistance, but then it goes on.
            if (jump_mV < -AnomalyLimits.Step_mV && -jump_mV > 4f * track.Error_mV && -1.3f * jump_mV > lost_mV - track.Innovation_mV[cell])
            {
                NameStep(cell, jump_mV, score, sample);
                return;
            }

            if (_of.Sum.Contradicts(track.Innovation_mV[cell] - lost_mV))
            {
                NameWander(cell, track.Innovation_mV[cell] - lost_mV, allowed * track.Slope_mV(pack), score, sample);
                return;
            }

            float capacity_Ah = pack.Capacity_mAh * 0.001f;
            float leak_mA = LossRate_permille(cell, drop) * capacity_Ah;
            float now_mA = track.Loss_permille[cell] * capacity_Ah;
            now_mA = now_mA > leak_mA ? now_mA : leak_mA;
            int severity = now_mA > 0.02f * pack.Capacity_mAh ? AnomalyAlarm.Severe : AnomalyAlarm.Warning;
            AlarmWriter.Fill(_write.Raise(AnomalyType.InternalShort, cell, severity, sample), AnomalyFeature.ChargeLost, drop,
                allowed + AnomalyLimits.Drop_permille, score, leak_mA,
                leak_mA / Unsure, Unsure * leak_mA > now_mA ? Unsure * leak_mA : now_mA);
        }

        /// <summary>
        /// A cell that falls at rest by so many mV, at a rate in permille an hour: a leak, or a channel when the pack does not follow.
        /// </summary>
        public void NameFall(int cell, float fallen_mV, float limit_mV, float rate_permille, PackSample sample)
        {
            float score = Floats.Ratio(fallen_mV, limit_mV);
            if (HasOtherName(cell, score, sample))
            {
                return;
            }

            if (_of.Sum.Contradicts(-fallen_mV))
            {
                NameWander(cell, -fallen_mV, limit_mV, score, sample);
                return;
            }

            float scale = 0.001f * _of.Pack.Capacity_mAh;
            float slope_mV = _of.Track.Slope_mV(_of.Pack);
            int severity = rate_permille > 20f ? AnomalyAlarm.Severe : AnomalyAlarm.Warning;
            AlarmWriter.Fill(_write.Raise(AnomalyType.InternalShort, cell, severity, sample), AnomalyFeature.ChargeLost,
                Floats.Ratio(fallen_mV, slope_mV), Floats.Ratio(limit_mV, slope_mV), score, rate_permille * scale,
                FallLeast * rate_permille * scale, Unsure * rate_permille * scale);
        }

        // The sum of the cells has shifted against the pack's own voltage by what this cell has: its channel wanders.
        private void NameWander(int cell, float shift_mV, float healthy_mV, float score, PackSample sample)
        {
            float error_mV = 1f + 0.3f * Floats.Abs(shift_mV);
            AlarmWriter.Fill(_write.Raise(AnomalyType.VoltageSensor, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.SumShift,
                shift_mV, healthy_mV, score, shift_mV, shift_mV - error_mV, shift_mV + error_mV);
        }

        // Since the sum last stood at zero, which is the likeliest moment of a change. An alarm comes when the error of the charge adds to
        // the loss; what the filter has not taken over yet is lost too.
        private float LossRate_permille(int cell, float drop)
        {
            CellTrack track = _of.Track;
            float hours = track.Dropping_s(cell) / 3600f;
            float behind = Floats.Ratio(-track.Innovation_mV[cell], track.Slope_mV(_of.Pack));
            float lost = drop - 2f * track.Sigma_permille;
            lost = Floats.Larger(lost, 0.5f * drop) + Floats.Positive(behind);
            return Floats.Ratio(lost, Floats.Larger(hours, ShortestLoss_h)) + CellTrack.Forgiven_permille;
        }

        public void NameRise(int cell, float rise, float allowed, float score, PackSample sample)
        {
            PackModel pack = _of.Pack;
            float jump_mV = _of.Track.Jump_mV(cell);
            float gained_mV = rise * _of.Track.Slope_mV(pack);
            if (HasOtherName(cell, score, sample) || IsCapacity(cell, true, score, sample))
            {
                return;
            }

            if (jump_mV > AnomalyLimits.Step_mV && jump_mV > 4f * _of.Track.Error_mV)
            {
                NameStep(cell, jump_mV, score, sample);
                return;
            }

            AlarmWriter.Fill(_write.Raise(AnomalyType.VoltageSensor, cell, AnomalyAlarm.Warning, sample),
                AnomalyFeature.ChargeGained, rise, allowed + AnomalyLimits.Rise_permille, score, gained_mV,
                gained_mV * 0.7f, gained_mV * 1.4f);
        }

        private float Still_mV
        {
            get { return LeastStill_mV + 2f * _of.Watch.Coarse_mV; }
        }

        // The pack has moved since the reading last changed.
        public bool IsStuck(int cell)
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

            if (HasGrown(cell))
            {
                NameContact(cell, sample);
                return true;
            }

            return false;
        }

        // A cell of less capacity runs ahead of the others, up in a charge and down in a drive, by a share of their own movement; a channel
        // drifts at rest too. What falls is called so only when it has risen before: the other name, a leak, is the more serious one.
        private bool IsCapacity(int cell, bool rises, float score, PackSample sample)
        {
            PackModel pack = _of.Pack;
            CellTrack track = _of.Track;
            float moves_permille = 1000f * pack.SlowCurrent_C;
            bool moves = rises ? moves_permille > LeastMove_permille : moves_permille < -LeastMove_permille;
            float missing = Floats.Ratio(-track.Loss_permille[cell], moves_permille);
            bool fits = moves && missing > LeastMissing && missing < MostMissing && Floats.Abs(track.Jump_mV(cell)) < AnomalyLimits.Step_mV;
            if (!fits || (!rises && track.RisenBefore_permille(cell) < 0.4f * track.Drop_permille[cell]))
            {
                return false;
            }

            AlarmWriter.Fill(_write.Raise(AnomalyType.WeakCell, cell, AnomalyAlarm.Note, sample), AnomalyFeature.CapacityMissing,
                -100f * missing, -100f * AnomalyLimits.Tilt, score);
            return true;
        }

        public void NameStuck(int cell, float score, PackSample sample)
        {
            float moved_mV = Floats.Abs(_of.Pack.Median_mV - _of.Watch.Still_mV[cell]);
            AlarmWriter.Fill(_write.Raise(AnomalyType.VoltageSensor, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.Standstill,
                moved_mV, Still_mV, score);
        }

        public void NameStep(int cell, float jump_mV, float score, PackSample sample)
        {
            AnomalyAlarm alarm = _write.Raise(AnomalyType.VoltageSensor, cell, AnomalyAlarm.Warning, sample);
            float error_mV = 1f + 2f * _of.Track.Error_mV;
            AlarmWriter.Fill(alarm, AnomalyFeature.Step, jump_mV, StepLimit_mV, score, jump_mV, jump_mV - error_mV,
                jump_mV + error_mV);
        }

        /// <summary>A cell that has moved on the plateau: a channel, or when it sinks by and by, a leak.</summary>
        public void NameShift(int cell, float share, PackSample sample)
        {
            PlateauTrack plateau = _of.Plateau;
            float shift_mV = plateau.Shift_mV(cell);
            float error_mV = 0.5f * plateau.Limit_mV;
            if (HasOtherName(cell, share, sample))
            {
                return;
            }

            bool leaks = shift_mV < 0f && _of.Track.Jump_mV(cell) > 0.5f * shift_mV;
            AnomalyType type = leaks ? AnomalyType.InternalShort : AnomalyType.VoltageSensor;
            AlarmWriter.Fill(_write.Raise(type, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.Step, shift_mV, plateau.Limit_mV, share,
                leaks ? 0f : shift_mV, leaks ? 0f : shift_mV - error_mV, leaks ? 0f : shift_mV + error_mV);
        }

        /// <summary>Charge that left over days, while no hour showed it.</summary>
        public void NameDrift(int cell, float share, PackSample sample)
        {
            float moved = _of.Drift.Unexplained_permille;
            if (IsCapacity(cell, moved > 0f, share, sample))
            {
                return;
            }

            int severity = moved < 0f && share > AnomalyLimits.DriftApartFar ? AnomalyAlarm.Warning : AnomalyAlarm.Note;
            float rate_mA = Floats.Ratio(Floats.Abs(moved), _of.Drift.Known_h) * 0.001f * _of.Pack.Capacity_mAh;
            AnomalyAlarm alarm = _write.Raise(moved < 0f ? AnomalyType.InternalShort : AnomalyType.VoltageSensor, cell, severity, sample);
            float now_mA = _of.Track.Loss_permille[cell] * 0.001f * _of.Pack.Capacity_mAh;
            float high_mA = 2f * Floats.Larger(now_mA, rate_mA);
            AlarmWriter.Fill(alarm, AnomalyFeature.DriftApart, moved, Floats.Ratio(moved, share), share,
                rate_mA, rate_mA * (1f - Floats.Ratio(1f, share)), high_mA);
        }

        /// <summary>
        /// What a cell loses in the rest after a charge is a leak's when it ends below its own mean of the last day, and a contact's when
        /// its resistance has grown; lithium that dissolves again ends where the cell was. True when it was one of these.
        /// </summary>
        public bool NameLossAtRest(int cell, float share, PackSample sample)
        {
            if (HasGrown(cell))
            {
                NameContact(cell, sample);
                return true;
            }

            float lost = Floats.Ratio(_of.Hump_mV, _of.Track.Slope_mV(_of.Pack));
            if (_of.Drift.Moved_permille[cell] > -0.5f * lost && _of.Relax.Fallen_mV < 0.7f * _of.Hump_mV)
            {
                return false;
            }

            float rate_mA = Floats.Ratio(lost, RelaxTrack.Between_h) * 0.001f * _of.Pack.Capacity_mAh;
            AlarmWriter.Fill(_write.Raise(AnomalyType.InternalShort, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.ChargeLost,
                lost, Floats.Ratio(lost, share), share, rate_mA, 0.5f * rate_mA, 2f * rate_mA);
            return true;
        }

        /// <summary>Dips: a short begins at any moment, a contact's come with the load and leave a growth, however small.</summary>
        public void NameDips(int cell, float dips, PackSample sample)
        {
            bool isContact = _of.Watch.LoadedCell == cell && _of.Resistance.Growth(cell) > 0f;
            AlarmWriter.Fill(_write.Raise(isContact ? AnomalyType.Contact : AnomalyType.InternalShort, cell, AnomalyAlarm.Warning, sample),
                AnomalyFeature.Dips, dips, AnomalyLimits.Dips, dips / AnomalyLimits.Dips);
        }

        /// <summary>Step in mV beyond which a channel is told: a reading that is rounded steps by its rounding too.</summary>
        public float StepLimit_mV
        {
            get { return AnomalyLimits.Step_mV + _of.Watch.Resolution_mV - 1; }
        }

        // Enough to explain what else the cell shows, once something else has raised the question.
        private bool HasGrown(int cell)
        {
            float growth = _of.Resistance.Growth(cell);
            return growth > 0.6f * AnomalyLimits.Growth && growth > 4f * _of.Resistance.Sigma;
        }

        public float GrowthLimit
        {
            get { return AnomalyLimits.Growth + 3f * _of.Resistance.Sigma; }
        }

        // Steps from before the growth are still remembered when it is told, and hide up to a third of it, or more where the last step
        // shows more: then that one is the estimate, as sure as it is.
        public void NameContact(int cell, PackSample sample)
        {
            ResistanceTrack resistance = _of.Resistance;
            float growth_pct = resistance.Growth(cell) * 100f;
            float limit_pct = GrowthLimit * 100f;
            float error_pct = 200f * resistance.Sigma;
            float lateError_pct = 200f * resistance.LateSigma;
            float late_pct = resistance.Late * 100f;
            float now_pct = late_pct - growth_pct > lateError_pct ? late_pct : growth_pct;
            float high_pct = 1.5f * growth_pct + error_pct;
            float highest_pct = lateError_pct < growth_pct ? 1.2f * late_pct + lateError_pct : high_pct;
            AlarmWriter.Fill(_write.Raise(AnomalyType.Contact, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.ResistanceGrowth,
                growth_pct, limit_pct, Floats.Ratio(growth_pct, limit_pct), now_pct, growth_pct - error_pct,
                Floats.Larger(highest_pct, high_pct));
        }
    }
}

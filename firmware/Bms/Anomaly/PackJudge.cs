namespace Bms.Anomaly
{
    /// <summary>Turns what is the pack's business into alarms, once a window: a probe out of line, a current that is not there.</summary>
    public sealed partial class PackJudge
    {
        /// <summary>Loss in permille an hour, C/100, whose heat a probe beside it may feel.</summary>
        private const float HotLoss_permille = 10f;

        /// <summary>Loss in permille an hour, C/10, that no sensor's offset explains any more.</summary>
        private const float Fast_permille = 100f;

        /// <summary>
        /// Charge in permille that relaxation and weather may take from a cell that rests, and hours before it is judged.
        /// </summary>
        private const float LostAtRest_permille = 20f;
        private const float LeastRest_h = 6f;

        /// <summary>
        /// Temperature in degC that cells may be discharged at (data sheets), and warming in K that 1C of load may explain in a bare cell.
        /// </summary>
        private const float Hot_degC = 60f;
        private const float ByLoad_K = 30f;

        /// <summary>Warmth in K beyond neighbours and load that calls for action: tens of watts in one place.</summary>
        private const float Severe_K = 15f;

        /// <summary>Sum of pairs of rests, or of estimates of the pack's resistance, in errors of one, that is rare.</summary>
        private const float ManyPairs = 8f;

        private readonly AnomalyDetector _of;
        private readonly AlarmWriter _write;
        private readonly SlowNames _names;
        private int _driftWindows;
        private float _lastCooling = 1f;
        private float _lastCount;

        public PackJudge(AnomalyDetector of)
        {
            _of = of;
            _write = new AlarmWriter(of);
            _names = new SlowNames(of);
        }

        /// <summary>After a window has been closed.</summary>
        public void Step(PackSample sample)
        {
            JudgeHeat(sample);
            JudgeDrift(sample);
            JudgeRest(sample);
            JudgeCount(sample);
            JudgeCorrections(sample);
            JudgeScale();
            JudgeCooling(sample);
        }

        private void JudgeCount(PackSample sample)
        {
            ChargeCount count = _of.Count;
            if (!count.IsFresh || sample.Current_mA.Quality[0] != Quality.Good)
            {
                return;
            }

            float sure = Floats.Abs(count.Sureness) / 3f;
            float now = Floats.Abs(count.Beyond) / AnomalyLimits.Miscount;
            now = sure < now ? sure : now;
            now = count.Beyond < 0f ? -now : now;

            // One pair of rests may have been disturbed; a wrong scale shows in the next one too.
            float share = now * _lastCount > 0f ? Floats.Abs(Floats.Abs(now) < Floats.Abs(_lastCount) ? now : _lastCount) : 0f;
            _lastCount = now;
            float gathered = count.Gathered / ManyPairs;
            _of.Evidence.Add(AnomalyFeature.ChargeMiscounted, share > gathered ? share : gathered, -1);
            if (share > 1f)
            {
                float off_pct = count.Beyond * 100f;
                float error_pct = Floats.Abs(Floats.Ratio(2f * off_pct, count.Sureness));
                AlarmWriter.Fill(_write.Raise(AnomalyType.CurrentSensor, -1, AnomalyAlarm.Warning, sample),
                    AnomalyFeature.ChargeMiscounted, off_pct, AnomalyLimits.Miscount * 100f, share, off_pct, off_pct - error_pct,
                    off_pct + error_pct);
            }
        }

        // What is counted beyond what the voltages allow, for days and in one direction, never flowed.
        private void JudgeCorrections(PackSample sample)
        {
            CorrectionTrack corrections = _of.Corrections;
            int taken = corrections.Taken;
            int limit = corrections.Limit(_of.Soc_permille);
            if (Numbers.Abs(taken) <= limit || sample.Current_mA.Quality[0] != Quality.Good)
            {
                return;
            }

            float toPermille = 0.01f;
            float offset_mA = corrections.Rate * _of.Pack.Capacity_mAh * toPermille * 0.001f;
            AnomalyAlarm alarm = _write.Raise(AnomalyType.CurrentSensor, -1, AnomalyAlarm.Warning, sample);
            AlarmWriter.Fill(alarm, AnomalyFeature.ChargeTakenBack, taken * toPermille, (taken > 0 ? limit : -limit) * toPermille,
                Floats.Ratio(Numbers.Abs(taken), limit), offset_mA, offset_mA / 2, offset_mA * 2);
        }

        // It only ranks: heat inside the cells that no probe has seen yet lowers a resistance too.
        private void JudgeScale()
        {
            ScaleTrack scale = _of.Scale;
            if (scale.IsFresh)
            {
                scale.IsFresh = false;
                _of.Evidence.Add(AnomalyFeature.PackResistance, Floats.Abs(scale.Gathered) / ManyPairs, -1);
            }
        }

        private void JudgeCooling(PackSample sample)
        {
            CoolingTrack cooling = _of.Cooling;
            if (!cooling.IsFresh || _of.Heat.Fitted == 0)
            {
                return;
            }

            float limit = AnomalyLimits.CoolingTime + 2f * cooling.Error;
            float share = Floats.Ratio(cooling.Ratio - 1f, limit - 1f);

            // One rest may have begun in the sun; a fan that stands shows in the next one too.
            float held = share < _lastCooling ? share : _lastCooling;
            _lastCooling = share;
            _of.Evidence.Add(AnomalyFeature.CoolingTime, held, -1);
            if (held > 1f)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.Cooling, -1, AnomalyAlarm.Warning, sample), AnomalyFeature.CoolingTime,
                    cooling.Ratio, limit, held);
            }
        }

        // A place that warms while a cell loses charge fast is that cell: its short burns there what it loses.
        private bool NameLeak(PackSample sample)
        {
            CellTrack track = _of.Track;
            int worst = 0;
            for (int i = 1; i < track.Drop_permille.Length; i++)
            {
                worst = track.Drop_permille[i] > track.Drop_permille[worst] ? i : worst;
            }

            float drop = track.Drop_permille[worst];
            float limit = 0.5f * AnomalyLimits.Drop_permille + track.Allowed_permille(worst, false, _of.Pack, _of.Watch.Coarse_mV);
            if (track.Loss_permille[worst] < HotLoss_permille || drop < limit)
            {
                return false;
            }

            _names.NameDrop(worst, drop, limit - AnomalyLimits.Drop_permille, Floats.Ratio(drop, limit), sample);
            return true;
        }

        private void JudgeDrift(PackSample sample)
        {
            PackModel pack = _of.Pack;
            float drift_permille = Floats.Abs(pack.Drift_permille);
            float limit_permille = AnomalyLimits.Drift_permille + 300f * Floats.Abs(pack.WindowCurrent_C);
            bool tells = sample.Current_mA.Quality[0] == Quality.Good && pack.Rest_s > 5400f
                && pack.Ocv.LeastSlope_mV(pack.Soc_permille, 80f) > 0.3f;
            _driftWindows = tells && drift_permille > limit_permille ? _driftWindows + 1 : 0;
            _of.Evidence.Add(AnomalyFeature.CountedAtRest, tells ? Floats.Ratio(drift_permille, limit_permille) : 0f, -1);
            if (_driftWindows >= 10 && IsAlone && pack.Drift_permille > 0f)
            {
                NameLossAlone(pack.Drift_permille, limit_permille, AnomalyFeature.CountedAtRest, sample);
            }
            else if (_driftWindows >= 10)
            {
                float scale = pack.Capacity_mAh * 0.001f;
                AlarmWriter.Fill(_write.Raise(AnomalyType.CurrentSensor, -1, AnomalyAlarm.Warning, sample), AnomalyFeature.CountedAtRest,
                    pack.Drift_permille, limit_permille, Floats.Ratio(drift_permille, limit_permille),
                    pack.Drift_permille * scale, (pack.Drift_permille * 1.3f - 0.6f * drift_permille) * scale,
                    (pack.Drift_permille * 1.3f + 0.6f * drift_permille) * scale);
            }
        }

        private bool IsAlone
        {
            get { return _of.Gate.Usable.Length == 1; }
        }

        // A cell without neighbours that falls at rest: a leak, or a current that the sensor does not see.
        private void NameLossAlone(float rate_permille, float healthy, AnomalyFeature feature, PackSample sample)
        {
            float leak_mA = rate_permille * 0.001f * _of.Pack.Capacity_mAh;
            bool warms = _of.Heat.Fitted > 0 && _of.Heat.RisesBy_K > AnomalyLimits.Warm_K;
            int severity = rate_permille > Fast_permille || warms ? AnomalyAlarm.Severe : AnomalyAlarm.Warning;
            AnomalyAlarm alarm = _write.Raise(AnomalyType.InternalShort, 0, severity, sample);
            AlarmWriter.Fill(alarm, feature, rate_permille, healthy, Floats.Ratio(rate_permille, healthy), leak_mA, 0.5f * leak_mA,
                2f * leak_mA);
            if (alarm != null)
            {
                alarm.Against = AnomalyAlarm.SensorToo | (warms ? 0 : AnomalyAlarm.NoWarmth);
            }
        }

        // Over days at rest: what a cell without neighbours has lost since the voltage had settled.
        private void JudgeRest(PackSample sample)
        {
            ChargeCount count = _of.Count;
            if (!IsAlone || count.LostAtRest_h < LeastRest_h)
            {
                return;
            }

            float rounding_permille = Floats.Ratio(_of.Watch.Coarse_mV, _of.Pack.Slope_mV);
            float healthy = LostAtRest_permille + rounding_permille + CellTrack.Forgiven_permille * count.LostAtRest_h;
            if (count.LostAtRest_permille > healthy)
            {
                NameLossAlone(Floats.Ratio(count.LostAtRest_permille, count.LostAtRest_h), Floats.Ratio(healthy, count.LostAtRest_h),
                    AnomalyFeature.CountedAtRest, sample);
            }
        }

        // One probe has no neighbour either: hot, and warming more than the load explains, is no weather.
        private void JudgeLoneProbe(PackSample sample)
        {
            HeatWatch heat = _of.Heat;
            bool rises = heat.RisesBy_K > AnomalyLimits.Warm_K + ByLoad_K * _of.Pack.HeatLoad;
            if (heat.Fitted == 1 && heat.Median_degC > Hot_degC && rises)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.SelfHeating, heat.OnlyProbe, AnomalyAlarm.Warning, sample),
                    AnomalyFeature.Temperature, heat.Median_degC, Hot_degC, Floats.Ratio(heat.Median_degC, Hot_degC));
            }
        }

        private void JudgeHeat(PackSample sample)
        {
            HeatWatch heat = _of.Heat;
            _of.Evidence.Add(AnomalyFeature.Warmth, heat.CalmShare, -1);
            JudgeLoneProbe(sample);

            // What burns may have begun while nobody looked: then it is there at once, and yet no fault of the probe. QuickJudge tells it.
            bool told = heat.WorstProbe == heat.HotProbe && _of.Burns;
            if (heat.WorstShare <= 1f || told)
            {
                return;
            }

            int probe = heat.WorstProbe;
            float off_K = heat.Deviation_K[probe];
            bool jumped = Floats.Abs(heat.Jump_K[probe]) > 0.6f * Floats.Abs(off_K);
            bool warm = off_K > 0f && !jumped;
            if (warm && NameLeak(sample))
            {
                return;
            }

            float allowed_K = Floats.Ratio(Floats.Abs(off_K), heat.WorstShare);
            int severity = warm && off_K > Severe_K + allowed_K ? AnomalyAlarm.Severe : AnomalyAlarm.Warning;
            AlarmWriter.Fill(_write.Raise(warm ? AnomalyType.SelfHeating : AnomalyType.TemperatureSensor, probe, severity, sample),
                AnomalyFeature.Warmth, off_K, allowed_K, heat.WorstShare,
                off_K, off_K - 1.5f, off_K + 1.5f);
        }
    }
}

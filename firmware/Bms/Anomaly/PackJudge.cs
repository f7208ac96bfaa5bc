namespace Bms.Anomaly
{
    /// <summary>Turns what is the pack's business into alarms, once a window: a probe out of line, a current that is not there.</summary>
    public sealed partial class PackJudge
    {
        private readonly AnomalyDetector _of;
        private readonly AlarmWriter _write;
        private int _driftWindows;
        private int _hotWindows;
        private float _lastCount;

        public PackJudge(AnomalyDetector of)
        {
            _of = of;
            _write = new AlarmWriter(of);
        }

        /// <summary>After a window has been closed.</summary>
        public void Step(PackSample sample)
        {
            JudgeHeat(sample);
            JudgeDrift(sample);
            JudgeCount(sample);
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
            _of.Evidence.Add(AnomalyFeature.ChargeMiscounted, share, -1);
            if (share > 1f)
            {
                float off_pct = count.Beyond * 100f;
                float error_pct = Floats.Abs(Floats.Ratio(2f * off_pct, count.Sureness));
                AlarmWriter.Fill(_write.Raise(AnomalyType.CurrentSensor, -1, AnomalyAlarm.Warning, sample),
                    AnomalyFeature.ChargeMiscounted, off_pct, AnomalyLimits.Miscount * 100f, share, off_pct, off_pct - error_pct,
                    off_pct + error_pct);
            }
        }

        private void JudgeCooling(PackSample sample)
        {
            float share = _of.Cooling.Ratio / AnomalyLimits.HeatPerLoad;
            _hotWindows = share > 1f ? _hotWindows + 1 : 0;
            _of.Evidence.Add(AnomalyFeature.HeatPerLoad, share, -1);
            if (_hotWindows >= 30)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.Cooling, -1, AnomalyAlarm.Warning, sample), AnomalyFeature.HeatPerLoad,
                    _of.Cooling.Ratio, AnomalyLimits.HeatPerLoad, share);
            }
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
            if (_driftWindows >= 10)
            {
                float scale = pack.Capacity_mAh * 0.001f;
                AlarmWriter.Fill(_write.Raise(AnomalyType.CurrentSensor, -1, AnomalyAlarm.Warning, sample), AnomalyFeature.CountedAtRest,
                    pack.Drift_permille, limit_permille, Floats.Ratio(drift_permille, limit_permille),
                    pack.Drift_permille * scale, (pack.Drift_permille * 1.3f - 0.6f * drift_permille) * scale,
                    (pack.Drift_permille * 1.3f + 0.6f * drift_permille) * scale);
            }
        }

        private void JudgeHeat(PackSample sample)
        {
            HeatWatch heat = _of.Heat;
            _of.Evidence.Add(AnomalyFeature.Warmth, heat.CalmShare, -1);
            if (heat.WorstShare <= 1f)
            {
                return;
            }

            int probe = heat.WorstProbe;
            float off_K = heat.Deviation_K[probe];
            bool jumped = Floats.Abs(heat.Jump_K[probe]) > 0.6f * Floats.Abs(off_K);
            bool warm = off_K > 0f && !jumped;
            AlarmWriter.Fill(_write.Raise(warm ? AnomalyType.SelfHeating : AnomalyType.TemperatureSensor, probe, AnomalyAlarm.Warning,
                sample),
                AnomalyFeature.Warmth, off_K, Floats.Ratio(Floats.Abs(off_K), heat.WorstShare), heat.WorstShare,
                off_K, off_K - 1.5f, off_K + 1.5f);
        }
    }
}

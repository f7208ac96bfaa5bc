namespace Bms.Anomaly
{
    /// <summary>Turns what is the pack's business into alarms, once a window: a probe out of line, a current that is not there.</summary>
    public sealed partial class PackJudge
    {
        /// <summary>Loss in permille an hour, C/100, whose heat a probe beside it may feel.</summary>
        private const float HotLoss_permille = 10f;

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
            float limit = 0.5f * AnomalyLimits.Drop_permille + track.Allowed_permille(worst, false, _of.Pack);
            if (track.Loss_permille[worst] < HotLoss_permille || drop < limit)
            {
                return false;
            }

            _names.NameDrop(worst, drop, limit, Floats.Ratio(drop, limit), sample);
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
            if (warm && NameLeak(sample))
            {
                return;
            }

            AlarmWriter.Fill(_write.Raise(warm ? AnomalyType.SelfHeating : AnomalyType.TemperatureSensor, probe, AnomalyAlarm.Warning,
                sample),
                AnomalyFeature.Warmth, off_K, Floats.Ratio(Floats.Abs(off_K), heat.WorstShare), heat.WorstShare,
                off_K, off_K - 1.5f, off_K + 1.5f);
        }
    }
}

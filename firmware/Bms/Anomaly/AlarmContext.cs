namespace Bms.Anomaly
{
    /// <summary>
    /// Completes an alarm with what else is out of the ordinary about its place, so that a reader can judge it: up to two more features
    /// beside the one that made it, the rate of false alarms behind its limit, and what would clear it.
    /// </summary>
    public sealed class AlarmContext
    {
        /// <summary>
        /// Hours of healthy packs for one false alarm at all limits together: the 95 % bound of the benchmark's simulated hours,
        /// 11 in 20,339 (docs/anomaly.md), for a statistic whose own limit was not trained. What the field will give nobody has measured.
        /// </summary>
        public const int FalseAlarm_h = 1117;

        /// <summary>Below this share of its healthy end a feature says nothing worth sending.</summary>
        private const float Worth = 0.25f;

        private readonly AnomalyDetector _of;
        private AnomalyAlarm _alarm;
        private float _first;
        private float _second;

        public AlarmContext(AnomalyDetector of)
        {
            _of = of;
        }

        /// <summary>Completes an alarm at the moment at which it was raised.</summary>
        public void Complete(AnomalyAlarm alarm)
        {
            _alarm = alarm;
            _first = Worth;
            _second = Worth;
            alarm.MoreFeature[0] = AnomalyFeature.None;
            alarm.MoreFeature[1] = AnomalyFeature.None;
            int own_h = _of.Evidence.FalseAlarm_h(alarm.Feature);
            alarm.FalseAlarm_h = own_h > 0 ? own_h : FalseAlarm_h;
            alarm.Clears_mV = 0f;
            if (IsOfCell(alarm))
            {
                LookAtCell(alarm.Cell);
            }

            Offer(AnomalyFeature.Warmth, alarm.Warmest_K, AnomalyLimits.Warm_K);
            SumWatch sum = _of.Sum;
            if (sum.IsKnown)
            {
                Offer(AnomalyFeature.SumShift, sum.Shift_mV, 3f * sum.Sigma_mV);
            }
        }

        /// <summary>True when an alarm is about a cell and not about a probe or the whole pack.</summary>
        public static bool IsOfCell(AnomalyAlarm alarm)
        {
            return alarm.Cell >= 0 && alarm.Type != AnomalyType.TemperatureSensor && alarm.Type != AnomalyType.SelfHeating;
        }

        private void LookAtCell(int cell)
        {
            CellTrack track = _of.Track;
            Offer(AnomalyFeature.ChargeLost, track.Drop_permille[cell], AnomalyLimits.Drop_permille);
            Offer(AnomalyFeature.ResistanceGrowth, 100f * _of.Resistance.Growth(cell),
                100f * (AnomalyLimits.Growth + 3f * _of.Resistance.Sigma));
            Offer(AnomalyFeature.Dips, _of.Watch.Dips_permille[cell] * 0.001f, AnomalyLimits.Dips);
            Offer(AnomalyFeature.Step, track.Jump_mV(cell), AnomalyLimits.Step_mV);

            // What the cell would have to gain at rest for the sum of its losses to be healthy again.
            if (_alarm.Feature == AnomalyFeature.ChargeLost && _alarm.Value > _alarm.Healthy)
            {
                _alarm.Clears_mV = (_alarm.Value - _alarm.Healthy) * track.Slope_mV(_of.Pack);
            }
            else if (_alarm.Feature == AnomalyFeature.Collapse)
            {
                _alarm.Clears_mV = _alarm.Healthy - _alarm.Value;
            }
        }

        private void Offer(AnomalyFeature feature, float value, float healthy)
        {
            float share = Floats.Ratio(Floats.Abs(value), healthy);
            if (feature == _alarm.Feature || share <= _second)
            {
                return;
            }

            int place = share > _first ? 0 : 1;
            if (place == 0)
            {
                _alarm.MoreFeature[1] = _alarm.MoreFeature[0];
                _alarm.MoreValue[1] = _alarm.MoreValue[0];
                _alarm.MoreHealthy[1] = _alarm.MoreHealthy[0];
                _second = _first;
                _first = share;
            }
            else
            {
                _second = share;
            }

            _alarm.MoreFeature[place] = feature;
            _alarm.MoreValue[place] = value;
            _alarm.MoreHealthy[place] = healthy;
        }
    }
}

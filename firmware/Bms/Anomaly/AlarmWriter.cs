namespace Bms.Anomaly
{
    /// <summary>Fills in an alarm: the circumstances, what speaks against it, the feature that made it, the estimate.</summary>
    internal sealed class AlarmWriter
    {
        private readonly AnomalyDetector _of;

        public AlarmWriter(AnomalyDetector of)
        {
            _of = of;
        }

        /// <summary>Returns the alarm to fill in, or null when this cause stands already.</summary>
        public AnomalyAlarm Raise(AnomalyType type, int cell, int severity, PackSample sample)
        {
            AnomalyAlarm alarm = _of.Alarms.Raise(type, cell, severity, sample.Uptime_ms);
            if (alarm == null)
            {
                return null;
            }

            bool isCell = cell >= 0 && type != AnomalyType.TemperatureSensor && type != AnomalyType.SelfHeating;
            alarm.Cell_mV = isCell ? sample.Cell_mV.Value[cell] : 0;
            alarm.Current_mA = sample.Current_mA.Value[0];
            alarm.Soc_permille = _of.Soc_permille;
            alarm.Warmest_K = Warmest();
            bool cool = alarm.Warmest_K < 1f && _of.Heat.HotProbe < 0 && _of.Heat.ClimbingProbe < 0;
            alarm.Against |= cool && type == AnomalyType.InternalShort ? AnomalyAlarm.NoWarmth : 0;
            if (severity > AnomalyAlarm.Note)
            {
                _of.Evidence.AddCertain();
            }

            alarm.Against |= Floats.Abs(_of.Pack.Current_C) > 0.1f ? AnomalyAlarm.LoadWasOn : 0;
            return alarm;
        }

        private float Warmest()
        {
            float warmest_K = 0f;
            for (int i = 0; i < _of.Heat.Deviation_K.Length; i++)
            {
                warmest_K = _of.Heat.Deviation_K[i] > warmest_K ? _of.Heat.Deviation_K[i] : warmest_K;
            }

            return warmest_K;
        }

        /// <summary>Feature, value, end of the healthy range, score in units of the limit; nothing when there is no alarm.</summary>
        public static void Fill(AnomalyAlarm alarm, AnomalyFeature feature, float value, float healthy, float score)
        {
            Fill(alarm, feature, value, healthy, score, 0f, 0f, 0f);
        }

        /// <summary>The same with an estimate and the ends of its interval.</summary>
        public static void Fill(AnomalyAlarm alarm, AnomalyFeature feature, float value, float healthy, float score,
            float estimate, float low, float high)
        {
            if (alarm == null)
            {
                return;
            }

            alarm.Feature = feature;
            alarm.Value = value;
            alarm.Healthy = healthy;
            alarm.Score_permille = Numbers.ToInt(score * 1000f, 0, 1000000);
            alarm.Estimate = estimate;
            alarm.Low = low;
            alarm.High = high;
        }
    }
}

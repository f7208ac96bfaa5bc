namespace Bms.Anomaly
{
    // Frames that lie, are missing, or show nothing of a cell.
    public sealed partial class QuickJudge
    {
        private const float BadFrames = 3f;
        private const int AlikeFrames = 10;
        private const float HourOfFrames_s = 3600f;

        private void JudgeFrames(PackSample sample, float dt_s)
        {
            FrameGate gate = _of.Gate;
            _staleFrames = gate.Stale ? _staleFrames + 1 : 0;

            // Many cells cannot all show the same millivolt again after a sleep: with them one frame is enough.
            float unlikely = gate.Usable.Length >= 8 ? 0.01f : 0.001f;
            if (_staleFrames > 0 && gate.StaleChance < unlikely)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.Communication, -1, AnomalyAlarm.Warning, sample), AnomalyFeature.BadFrames,
                    _staleFrames, 0f, 1f);
            }

            if (gate.Frozen && gate.Still_s >= 5f)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.Communication, -1, AnomalyAlarm.Warning, sample), AnomalyFeature.FrozenTime,
                    gate.Still_s, 5f,
                    gate.Expected_mV * 0.1f);
            }

            _badFrames *= 1f - Floats.Unit(dt_s / HourOfFrames_s);
            _badFrames += gate.Impossible > 0 ? 1f : 0f;
            if (_badFrames >= BadFrames)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.Communication, -2, AnomalyAlarm.Note, sample), AnomalyFeature.BadFrames,
                    _badFrames, BadFrames,
                    _badFrames / BadFrames);
            }

            _missingFrames = gate.Missing + gate.Impossible > 0 ? _missingFrames + 1 : 0;
            if (_missingFrames >= 60)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.Communication, Unusable(), AnomalyAlarm.Warning, sample),
                    AnomalyFeature.BadFrames,
                    _missingFrames, 60f, _missingFrames / 60f);
            }
        }

        // Values that were computed from one another and not measured: real cells differ by some millivolts.
        private void JudgeAlike(PackSample sample)
        {
            int alike = _of.Gate.Alike;
            if (alike >= AlikeFrames)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.Tamper, -1, AnomalyAlarm.Warning, sample), AnomalyFeature.FramesAlike,
                    alike, AlikeFrames, 1f);
            }
        }

        private int Unusable()
        {
            for (int i = 0; i < _of.Gate.Usable.Length; i++)
            {
                if (!_of.Gate.Usable[i])
                {
                    return i;
                }
            }

            return -1;
        }

        // One cell that was read before and shows nothing any more, beside a place that burns, is no lost wire. A frame that was cut off
        // lasts one row.
        private void NameBurnt(PackSample sample)
        {
            FrameGate gate = _of.Gate;
            bool alone = gate.Impossible == 1 && gate.Missing == 0 && gate.UsableCells > 0;
            int cell = alone && _missingFrames >= 2 ? Unusable() : -1;
            if (cell >= 0 && sample.Cell_mV.Value[cell] < FrameGate.Lowest_mV && _of.Watch.Still_mV[cell] > 0f)
            {
                float empty_mV = _of.Pack.Ocv.Empty_mV - BelowEmpty_mV;
                AlarmWriter.Fill(_write.Raise(AnomalyType.InternalShort, cell, AnomalyAlarm.Severe, sample), AnomalyFeature.Voltage,
                    sample.Cell_mV.Value[cell], empty_mV, 10f);
            }
        }
    }
}

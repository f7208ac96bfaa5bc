namespace Bms.Anomaly
{
    /// <summary>What cannot wait for a window: a cell that collapses, a place that burns, frames that lie.</summary>
    public sealed partial class QuickJudge
    {
        /// <summary>Growth in per cent of the pack's resistance up to which a sag under load is a contact's.</summary>
        private const float MostGrowth_pct = 150f;

        /// <summary>Charge in permille by which healthy cells of one pack may differ.</summary>
        private const float Behind_permille = 40f;

        /// <summary>
        /// How far in mV beyond the end of its curve a cell is overcharged. Layered oxides are charged to within some mV of it; LFP is
        /// charged to 3.65 V, 0.1 V above a full cell at rest, and a cell that is full first goes higher for a while.
        /// </summary>
        private const float OxideMargin_mV = 80f;
        private const float OlivineMargin_mV = 200f;
        private const float OlivineFull_mV = 4000f;

        /// <summary>What one cell may stand above that, by its resistance, and how far below it the pack may be meanwhile.</summary>
        private const float OneCell_mV = 60f;
        private const float Ahead_mV = 600f;

        /// <summary>So far in mV below the end of its curve no cell that is used is found.</summary>
        private const float BelowEmpty_mV = 700f;

        private readonly AnomalyDetector _of;
        private readonly AlarmWriter _write;
        private float _badFrames;
        private int _staleFrames;
        private int _missingFrames;
        private int _overFrames;
        private float _stuck_s;
        private int _abuseFrames;
        private float _largestBefore_C = 1f;

        public QuickJudge(AnomalyDetector of)
        {
            _of = of;
            _write = new AlarmWriter(of);
        }

        public void Step(PackSample sample, float dt_s)
        {
            JudgeFrames(sample, dt_s);
            JudgeAlike(sample);
            JudgeHeat(sample);
            if (_of.Gate.Stale || _of.Gate.Frozen)
            {
                return;
            }

            JudgeCollapse(sample, dt_s);
            JudgePack(sample);
            _stuck_s = _of.Watch.StuckCell >= 0 && dt_s < FrameGate.Sleep_s ? _stuck_s + dt_s : 0f;

            // A field bus hands cells round: a reading may be old by some seconds and is not stuck.
            if (_stuck_s >= 60f)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.VoltageSensor, _of.Watch.StuckCell, AnomalyAlarm.Warning, sample),
                    AnomalyFeature.Standstill,
                    Floats.Abs(_of.Watch.Stuck_mV), 12f + _of.Watch.Limit_mV, 1f);
            }
        }

        private void JudgeHeat(PackSample sample)
        {
            HeatWatch heat = _of.Heat;
            if (_of.Burns)
            {
                NameBurnt(sample);
                AlarmWriter.Fill(_write.Raise(AnomalyType.SelfHeating, heat.HotProbe, AnomalyAlarm.Severe, sample),
                    AnomalyFeature.Temperature,
                    sample.Temperature_ddegC.Value[heat.HotProbe] * 0.1f, HeatWatch.Runaway_degC, 1f);
            }

            if (heat.ClimbingProbe >= 0 && !_of.Gate.Stale)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.SelfHeating, heat.ClimbingProbe, AnomalyAlarm.Severe, sample),
                    AnomalyFeature.WarmingRate, heat.Climbed_K, 0.1f * HeatWatch.Climbed_ddegC,
                    Floats.Ratio(10f * heat.Climbed_K, HeatWatch.Climbed_ddegC));
            }

            if (heat.LostProbe >= 0)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.TemperatureSensor, heat.LostProbe, AnomalyAlarm.Warning, sample),
                    AnomalyFeature.ProbeSilent,
                    30f, 30f, 1f);
            }
        }

        // A single frame may be skew or a glitch; a second sensor (the pack's voltage, a probe) makes one frame enough.
        private void JudgeCollapse(PackSample sample, float dt_s)
        {
            CellWatch watch = _of.Watch;
            if (watch.Beyond == 0 || watch.Worst_mV >= 0f || watch.Beyond * 4 > _of.Gate.UsableCells + 3)
            {
                return;
            }

            int cell = watch.WorstCell;
            PackModel pack = _of.Pack;

            // A cell that is full first loses its lead when the charger stops: a short goes on, as far below the others as it stood above.
            if (sample.Cell_mV.Value[cell] - pack.Median_mV > 0.5f * watch.Worst_mV)
            {
                return;
            }

            // A collapse is many roundings deep: only the noise of a reading counts four times.
            float limit_mV = 4f * watch.Limit_mV - 4.5f * watch.Coarse_mV;

            // What a cell stood above the others, round the knee of a full pack, it loses within a minute of load.
            float above_mV = Floats.Positive(watch.Base_mV[cell]);
            limit_mV = Floats.Larger(limit_mV, 50f) + above_mV + Knee_mV(pack, pack.Soc_permille + _of.Track.Charge_permille[cell]);
            int needed = dt_s < 5f ? 3 : 2;
            if (-watch.Run[cell] >= needed)
            {
                _of.Evidence.Add(AnomalyFeature.Collapse, Floats.Ratio(watch.Worst_mV, -limit_mV), cell);
            }

            if (watch.Worst_mV > -limit_mV)
            {
                return;
            }

            bool sumTells = _of.Sum.IsKnown && _of.Sum.Sigma_mV < -0.1f * watch.Worst_mV;
            bool sumFollows = sumTells && _of.Sum.Now_mV > 0.5f * watch.Worst_mV;
            needed = watch.Worst_mV < -500f && (sumFollows || _of.Heat.HotProbe >= 0) ? 1 : needed;
            if (-watch.Run[cell] < needed)
            {
                return;
            }

            if (HasOtherName(cell, sample))
            {
                return;
            }

            AnomalyAlarm alarm = _write.Raise(AnomalyType.InternalShort, cell, AnomalyAlarm.Severe, sample);
            AlarmWriter.Fill(alarm, AnomalyFeature.Collapse, watch.Worst_mV, -limit_mV, Floats.Ratio(watch.Worst_mV, -limit_mV));
            if (alarm != null)
            {
                // What the drop would take through the cell's own resistance.
                float leak_mA = Floats.Ratio(-watch.Worst_mV, pack.Resistance_mV) * pack.Capacity_mAh;
                alarm.Estimate = leak_mA;
                alarm.Low = 0.3f * leak_mA;
                alarm.High = 3f * leak_mA;
                alarm.Against |= sumTells && !sumFollows ? AnomalyAlarm.SumContradicts : 0;
            }
        }

        // How far a cell falls behind that holds a little less charge: near empty, and where the others have turned into the rise at the
        // end of a charge. There the voltage tells better than the count where the pack stands, if what a charge polarises is not taken for
        // larger than it is: half of the fast resistance's part.
        private static float Knee_mV(PackModel pack, float own_permille)
        {
            float behind_mV = Behind_permille * pack.Ocv.Slope_mV(own_permille - Behind_permille);
            float median_permille = pack.Ocv.Soc_permille(pack.Median_mV - 0.5f * pack.Resistance_mV * pack.Current_C);
            float full_mV = pack.Ocv.At_mV(median_permille) - pack.Ocv.At_mV(median_permille - Behind_permille);
            return behind_mV > full_mV ? behind_mV : full_mV;
        }

        // A cell far from its prediction has not fallen when its reading stands still and the pack has gone; and what comes with a step of
        // the load and is no more than twice the resistance would give is a contact: a short begins at any moment and stays.
        private bool HasOtherName(int cell, PackSample sample)
        {
            CellWatch watch = _of.Watch;
            float gone_mV = _of.Pack.Median_mV - watch.Still_mV[cell];
            if (gone_mV > -0.5f * watch.Worst_mV)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.VoltageSensor, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.Standstill,
                    gone_mV, 12f + watch.Limit_mV, 1f);
                return true;
            }

            float load_mV = -_of.Pack.Current_C * _of.Pack.Resistance_mV;
            float growth_pct = 100f * Floats.Ratio(-watch.Worst_mV, load_mV);
            if (watch.LoadedCell != cell || load_mV <= 0f || growth_pct > MostGrowth_pct)
            {
                return false;
            }

            AlarmWriter.Fill(_write.Raise(AnomalyType.Contact, cell, AnomalyAlarm.Warning, sample), AnomalyFeature.ResistanceGrowth,
                growth_pct, 100f * AnomalyLimits.Growth, 1f, growth_pct, 0.5f * growth_pct, 2f * growth_pct);
            return true;
        }

        private void JudgePack(PackSample sample)
        {
            PackModel pack = _of.Pack;
            float current_C = pack.Current_C;
            float limit_C = Floats.Larger(2.5f * _largestBefore_C, 8f);
            _overFrames = current_C < -limit_C ? _overFrames + 1 : 0;
            if (_overFrames == 0)
            {
                _largestBefore_C = Floats.Abs(current_C) > _largestBefore_C ? Floats.Abs(current_C) : _largestBefore_C;
            }

            if (_overFrames >= 2)
            {
                AlarmWriter.Fill(_write.Raise(AnomalyType.ExternalShort, -1, AnomalyAlarm.Severe, sample), AnomalyFeature.Current,
                    current_C, -limit_C,
                    Floats.Ratio(-current_C, limit_C));
            }

            JudgeAbuse(sample);
        }

        // The pack as a whole, or one cell that is full or empty long before the others: what charger and load see of it is the sum.
        private void JudgeAbuse(PackSample sample)
        {
            PackModel pack = _of.Pack;
            float empty_mV = pack.Ocv.Empty_mV - BelowEmpty_mV;
            float full_mV = pack.Ocv.Full_mV + (pack.Ocv.Full_mV < OlivineFull_mV ? OlivineMargin_mV : OxideMargin_mV);
            bool abused = pack.Median_mV > 0f && (pack.Median_mV < empty_mV || pack.Median_mV > full_mV);
            float highest_mV = pack.Median_mV < full_mV - Ahead_mV ? FrameGate.Highest_mV : full_mV + OneCell_mV;
            int cell = abused ? -1 : Outside(sample.Cell_mV.Value, empty_mV, highest_mV);
            _abuseFrames = abused || cell >= 0 ? _abuseFrames + 1 : 0;
            if (_abuseFrames >= 3)
            {
                float value_mV = cell >= 0 ? sample.Cell_mV.Value[cell] : pack.Median_mV;
                float limit_mV = value_mV < empty_mV ? empty_mV : cell >= 0 ? highest_mV : full_mV;
                AlarmWriter.Fill(_write.Raise(AnomalyType.Abuse, cell, AnomalyAlarm.Severe, sample), AnomalyFeature.Voltage, value_mV,
                    limit_mV, Floats.Ratio(value_mV, limit_mV));
            }
        }

        // The cell that is farthest beyond one of two limits, -1 for none.
        private int Outside(int[] cell_mV, float lowest_mV, float highest_mV)
        {
            bool[] usable = _of.Gate.Usable;
            int farthest = -1;
            float most_mV = 0f;
            for (int i = 0; i < cell_mV.Length; i++)
            {
                int now_mV = cell_mV[i];
                float beyond_mV = now_mV < lowest_mV ? lowest_mV - now_mV : now_mV - highest_mV;
                if (beyond_mV > most_mV && usable[i])
                {
                    most_mV = beyond_mV;
                    farthest = i;
                }
            }

            return farthest;
        }
    }
}

namespace Bms.Anomaly
{
    /// <summary>
    /// What all cells have in common: the state of charge, its slope, the resistance, the current of now and of a quarter of an hour.
    /// The state of charge is counted and pulled to the open-circuit voltage as far as a window's voltage can be trusted.
    /// Currents are in C: 1 C fills the rated capacity in an hour. Resistances are in mV per C, so that they compare over sizes of cells.
    /// </summary>
    public sealed partial class PackModel
    {
        /// <summary>Window in s over which residuals are averaged before the slow statistics see them.</summary>
        public const float Window_s = 60f;

        /// <summary>Time constant in s of the slow current, which stands for the polarisation that a step leaves behind.</summary>
        private const float Slow_s = 900f;

        /// <summary>Share of the fast resistance that the slow polarisation has; single pulses of NMC cells give 0.5 to 1.</summary>
        public const float SlowShare = 0.8f;

        private const float LongSleep_s = 3600f;

        /// <summary>
        /// Distance in C from the mean of a quarter of an hour up to which a current is constant. A charger that holds its voltage lets
        /// the current fall with a time constant of resistance over slope, half an hour or so: it stays a third below that mean.
        /// </summary>
        private const float Constant_C = 0.01f;

        /// <summary>Distance in permille from a knee at which no healthy cell of a pack is beyond it.</summary>
        private const float Knee_permille = 60f;

        public readonly OcvCurve Ocv;
        public readonly float Capacity_mAh;

        public float Median_mV;
        public float PreviousMedian_mV;
        public float Current_C;
        public float Change_C;
        public float Stir_C;
        public float SlowCurrent_C;
        public float HeatLoad;
        public float Largest_C;
        public float Soc_permille;
        public float Slope_mV = 0.7f;

        /// <summary>Resistance in mV per C and the excitation in squares of C that it comes from.</summary>
        public float Resistance_mV = 100f;
        public float Excitation = 0.02f;

        /// <summary>Charge in permille per hour that the voltage takes back at rest: what the current sensor counts wrongly.</summary>
        public float Drift_permille;
        public float Rest_s;

        /// <summary>Of the last closed window: mean current, mean median, length, change of the state of charge.</summary>
        public float WindowCurrent_C;
        public float WindowMedian_mV;
        public float WindowLength_s;
        public float WindowMove_permille;

        /// <summary>What the voltage of the last window has added to the counted state of charge, in permille.</summary>
        public float Correction_permille;

        /// <summary>Change of the mean current from the window before in C; resistances come from such steps.</summary>
        public float WindowStep_C;

        /// <summary>Step in C below which a window says nothing about resistance.</summary>
        public const float SmallestStep_C = 0.03f;

        /// <summary>Step in C up to which two windows have the same current.</summary>
        private const float EvenStep_C = 0.1f;

        private float _pairs;
        private float _currentSum;
        private float _medianSum;
        private int _samples;
        private float _length_s;
        private float _socAtWindow_permille;
        private float _variance = 900f;
        private bool _freshWindow = true;
        private bool _known;
        private bool _fresh = true;

        public PackModel(int[] ocv_mV, int capacity_mAh)
        {
            Ocv = new OcvCurve(ocv_mV);
            Capacity_mAh = capacity_mAh;
            _pairs = Resistance_mV * Excitation;
        }

        /// <summary>Half the standard error in permille of the state of charge.</summary>
        public float Sigma_permille
        {
            get { return Floats.Sqrt(_variance); }
        }

        /// <summary>After a sleep nothing before it is continued but the charge.</summary>
        public void Wake(float dt_s)
        {
            _fresh = true;
            Change_C = Stir_C = 0f;
            _freshWindow = true;
            SlowCurrent_C *= dt_s > 4f * Slow_s ? 0f : 0.2f;
            HeatLoad *= 0.2f;
            // A clock that was set looks like a night: what rested so long may still relax.
            Rest_s += dt_s < LongSleep_s ? dt_s : 0f;
            _variance += dt_s * 0.002f;
            ResetWindow();
        }

        /// <summary>Takes the median and the current of a frame.</summary>
        public void Step(float median_mV, float current_C, float dt_s)
        {
            PreviousMedian_mV = _fresh ? median_mV : Median_mV;
            Change_C = _fresh ? 0f : current_C - Current_C;
            _fresh = false;
            Median_mV = median_mV;
            Current_C = current_C;
            float change_C = Floats.Abs(Change_C);
            Stir_C = change_C > Stir_C * 0.5f ? change_C : Stir_C * 0.5f;
            float magnitude_C = Floats.Abs(current_C);
            Largest_C = magnitude_C > Largest_C ? magnitude_C : Largest_C;
            SlowCurrent_C += Floats.Unit(dt_s / Slow_s) * (current_C - SlowCurrent_C);

            // The slow polarisation is a resistance too, but only for a current that lasts.
            float heat = current_C * (current_C + SlowShare * SlowCurrent_C) / (1f + 0.5f * SlowShare);
            HeatLoad += Floats.Unit(dt_s / 1800f) * (Floats.Positive(heat) - HeatLoad);
            Rest_s = magnitude_C < 0.2f && change_C < 0.05f ? Rest_s + dt_s : 0f;
            if (!_known)
            {
                _known = true;
                Soc_permille = Ocv.Soc_permille(median_mV - Resistance_mV * current_C);
                Slope_mV = Ocv.Slope_mV(Soc_permille);
                _socAtWindow_permille = Soc_permille;
            }

            Soc_permille += current_C * dt_s / 3.6f;
            _currentSum += current_C;
            _medianSum += median_mV;
            _samples++;
            _length_s += dt_s;
        }

        /// <summary>True where the curve is so flat that a voltage tells of the channel's offset and not of charge.</summary>
        public bool IsOnPlateau
        {
            get { return Ocv.LeastSlope_mV(Soc_permille, 40f) <= CellTrack.Plateau_mV; }
        }

        /// <summary>
        /// True when the last window rested well inside a plateau, by the count and by the voltage: near the knees one cell is on the
        /// plateau and its neighbour is not.
        /// </summary>
        public bool RestsOnPlateau
        {
            get
            {
                float seen_permille = Ocv.Soc_permille(WindowMedian_mV - Resistance_mV * WindowCurrent_C);
                return IsSteady && IsFlat(Soc_permille) && IsFlat(seen_permille);
            }
        }

        /// <summary>True when a cell that stands a little apart may be round a knee, by the count or by the voltage.</summary>
        public bool IsAtKnee
        {
            get
            {
                float seen_permille = Ocv.Soc_permille(WindowMedian_mV - Resistance_mV * WindowCurrent_C);
                return Ocv.IsKnee(Soc_permille, Knee_permille) || Ocv.IsKnee(seen_permille, Knee_permille);
            }
        }

        private bool IsFlat(float soc_permille)
        {
            return Ocv.Slope_mV(soc_permille) <= CellTrack.Plateau_mV
                && Ocv.MostSlope_mV(soc_permille, Knee_permille) <= CellTrack.Plateau_mV;
        }

        /// <summary>
        /// Largest slope in mV per permille of the part of a plateau on which the pack may stand: a state of charge is not known better
        /// there, and between two plateaus of graphite the curve climbs several times as steeply as on them.
        /// </summary>
        public float PlateauSlope_mV
        {
            get { return Ocv.MostSlope_mV(Soc_permille, Knee_permille); }
        }

        /// <summary>True when the last window had little current and none before it: what moves then is a cell or its channel.</summary>
        public bool IsSteady
        {
            get { return Floats.Abs(WindowCurrent_C) < 0.1f && Floats.Abs(SlowCurrent_C) < 0.15f; }
        }

        /// <summary>
        /// True when the mean current has hardly moved from the window before, and before that: what moves one cell then is not the load.
        /// </summary>
        public bool IsEven;

        private float _lastStep_C = 1f;

        /// <summary>Frames of the running window.</summary>
        public int Samples
        {
            get { return _samples; }
        }

        /// <summary>True when the running window is long enough to be closed.</summary>
        public bool WindowIsFull
        {
            get { return _length_s >= Window_s; }
        }

        /// <summary>Closes the window: resistance, state of charge, slope.</summary>
        public void CloseWindow()
        {
            float before_C = WindowCurrent_C;
            float before_mV = WindowMedian_mV;
            WindowLength_s = _length_s;
            WindowCurrent_C = Floats.Ratio(_currentSum, _samples);
            WindowMedian_mV = Floats.Ratio(_medianSum, _samples);
            WindowStep_C = _freshWindow ? 0f : WindowCurrent_C - before_C;
            if (Floats.Abs(WindowStep_C) > SmallestStep_C)
            {
                float rise_mV = WindowMedian_mV - before_mV - Slope_mV * WindowCurrent_C * WindowLength_s / 3.6f;
                float excitation = WindowStep_C * WindowStep_C;
                float keep = Floats.Ratio(1f, 1f + excitation * 0.2f);
                _pairs = _pairs * keep + WindowStep_C * rise_mV;
                Excitation = Excitation * keep + excitation;
                float resistance_mV = Floats.Ratio(_pairs, Excitation);
                Resistance_mV = Floats.Between(resistance_mV, 15f, 1000f);
            }

            IsEven = !_freshWindow && Floats.Abs(WindowStep_C) < EvenStep_C && Floats.Abs(_lastStep_C) < EvenStep_C;
            _lastStep_C = _freshWindow ? 1f : WindowStep_C;
            if (!_freshWindow)
            {
                CountDrift(before_mV);
            }

            _freshWindow = false;
            Correct();
            WindowMove_permille = Soc_permille - _socAtWindow_permille;
            _socAtWindow_permille = Soc_permille;
            Slope_mV = Ocv.Slope_mV(Soc_permille);
            ResetWindow();
        }

        // A Kalman filter of one state; errors as standard deviations: 5 mV of the curve and 30 % of the load's drop for the voltage,
        // 3 % of the charge moved and 2 permille an hour for the counter.
        private void Correct()
        {
            float moved = 0.03f * (Soc_permille - _socAtWindow_permille);
            _variance += moved * moved + 4f * WindowLength_s / 3600f;
            float load_C = Floats.Abs(WindowCurrent_C) + Floats.Abs(SlowCurrent_C);
            float slope_mV = Ocv.Slope_mV(Soc_permille);
            float error_mV = WindowMedian_mV - Ocv.At_mV(Soc_permille)
                - Resistance_mV * (WindowCurrent_C + SlowShare * SlowCurrent_C);
            float sigma_permille = Floats.Ratio(5f + 0.3f * Resistance_mV * load_C, slope_mV);
            float gain = Floats.Ratio(_variance, _variance + sigma_permille * sigma_permille);
            float correction_permille = gain * Floats.Ratio(error_mV, slope_mV);
            Correction_permille = -Soc_permille;
            Soc_permille = Floats.Between(Soc_permille + Floats.Between(correction_permille, -300f, 300f), -50f, 1050f);
            Correction_permille += Soc_permille;
            _variance *= 1f - gain;
        }

        // Only a long rest tells: right after a load the voltage still relaxes. The curve's own error does not count, only that the
        // voltage stays where the counter moves on. At the end of a charge it does so by the charger's will: what is held then is the
        // voltage, and the current falls; an offset does not.
        private void CountDrift(float before_mV)
        {
            float share = Floats.Unit(WindowLength_s / 3600f);
            float change_C = Floats.Abs(WindowCurrent_C - SlowCurrent_C);
            if (Rest_s < 2700f || change_C > Constant_C + 0.1f * Floats.Abs(WindowCurrent_C))
            {
                Drift_permille *= 1f - share;
                return;
            }

            float seen_permille = Floats.Ratio(WindowMedian_mV - before_mV, Slope_mV);
            float counted_permille = WindowCurrent_C * WindowLength_s / 3.6f;
            float rate_permille = Floats.Ratio((counted_permille - seen_permille) * 3600f, WindowLength_s);
            Drift_permille += share * (rate_permille - Drift_permille);
        }

        private void ResetWindow()
        {
            _currentSum = _medianSum = _length_s = 0f;
            _samples = 0;
        }
    }
}

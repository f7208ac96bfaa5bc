namespace Bms.Anomaly
{
    /// <summary>
    /// The sum of the cells against the pack's own voltage sensor, and how that has shifted. A cell whose channel is biased shifts the sum;
    /// a cell that really falls takes the pack with it. What the comparison is worth is learned from its own scatter.
    /// </summary>
    public sealed partial class SumWatch
    {
        public float Shift_mV;
        public float Sigma_mV = 1000f;

        /// <summary>Difference in mV of this frame from the learned offset; valid while IsKnown.</summary>
        public float Now_mV;
        public bool IsKnown;

        /// <summary>Windows over which the offset and its scatter are learned: sixteen hours.</summary>
        private const int Slowest = 1000;

        /// <summary>Windows after which the pack has been seen under load and at rest.</summary>
        private const int Witness = 240;

        /// <summary>
        /// Multiples of a window's deviation beyond which a shift that lasts is certain: its mean scatters by a third of one window.
        /// </summary>
        private const float Certain = 2.5f;

        /// <summary>Shift in mV of the last window.</summary>
        public float Off_mV;

        private float _offset_mV;
        private float _sum_mV;
        private int _samples;
        private int _windows;

        public void Step(PackSample sample, FrameGate gate)
        {
            IsKnown = _windows >= 10 && gate.UsableCells == gate.Usable.Length && sample.Bus_mV.Quality[0] == Quality.Good;
            if (sample.Bus_mV.Quality[0] != Quality.Good || gate.UsableCells != gate.Usable.Length)
            {
                return;
            }

            int[] cell_mV = sample.Cell_mV.Value;
            int error_mV = -sample.Bus_mV.Value[0];
            for (int i = 0; i < cell_mV.Length; i++)
            {
                error_mV += cell_mV[i];
            }

            Now_mV = error_mV - _offset_mV;
            _sum_mV += error_mV;
            _samples++;
        }

        public void CloseWindow()
        {
            if (_samples == 0)
            {
                Off_mV = 0f;
                Shift_mV = 0f;
                return;
            }

            float mean_mV = _sum_mV / _samples;
            _windows = _windows < Slowest ? _windows + 1 : _windows;
            _offset_mV = _windows == 1 ? mean_mV : _offset_mV;
            Off_mV = mean_mV - _offset_mV;
            float part = 1f / _windows;
            _offset_mV += part * Off_mV;
            Shift_mV += 0.2f * (Off_mV - Shift_mV);

            // One fault must not teach the pack that its sensors are bad: what is far out counts as three deviations.
            float size_mV = 1.25f * Floats.Abs(Off_mV);
            bool far = _windows > 10 && size_mV > 3f * Sigma_mV;
            size_mV = far ? 3f * Sigma_mV : size_mV;
            Sigma_mV = _windows <= 5 ? size_mV + 5f : Sigma_mV + (part < 0.02f ? part : 0.02f) * (size_mV - Sigma_mV);
            _sum_mV = 0f;
            _samples = 0;
        }

        /// <summary>Shift that both the last window and those before it show, beside what the comparison is worth.</summary>
        public float Share
        {
            get
            {
                float now_mV = Shift_mV > 0f ? Off_mV : -Off_mV;
                float lasts_mV = Floats.Abs(Shift_mV);
                lasts_mV = now_mV < lasts_mV ? now_mV : lasts_mV;
                return _windows >= Witness && lasts_mV > 0f ? Floats.Ratio(lasts_mV, 2f + 2f * Sigma_mV) : 0f;
            }
        }

        /// <summary>
        /// True when a shift in mV that one cell shows is the sum's own shift against the pack's voltage, beyond doubt: then the
        /// channel has moved and not the cell.
        /// </summary>
        public bool Contradicts(float shift_mV)
        {
            bool certain = _windows >= Witness && Floats.Abs(Shift_mV) > Certain * Sigma_mV;
            float share = Floats.Ratio(Shift_mV, shift_mV);

            // A sum of corrections forgives a part of what has drifted, so the shift may be the larger one.
            return certain && share > 0.5f && share < 2.5f;
        }
    }
}

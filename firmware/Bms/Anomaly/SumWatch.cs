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
                return;
            }

            float mean_mV = _sum_mV / _samples;
            _windows = _windows < 1000 ? _windows + 1 : _windows;
            _offset_mV = _windows == 1 ? mean_mV : _offset_mV;
            float off_mV = mean_mV - _offset_mV;
            _offset_mV += (_windows < 20 ? 0.2f : 0.004f) * off_mV;
            Shift_mV += 0.2f * (off_mV - Shift_mV);
            float size_mV = 1.25f * Floats.Abs(off_mV);
            Sigma_mV = _windows <= 5 ? size_mV + 5f : Sigma_mV + 0.02f * (size_mV - Sigma_mV);
            _sum_mV = 0f;
            _samples = 0;
        }
    }
}

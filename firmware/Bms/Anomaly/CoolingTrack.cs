namespace Bms.Anomaly
{
    /// <summary>
    /// How much the pack warms for a heat load, against its own past: both are freed of what changes over hours (weather, garage), then
    /// one is regressed on the other, over the last hours and over the pack's life. A fan that stands or a blocked duct raises the ratio.
    /// </summary>
    public sealed partial class CoolingTrack
    {
        private const float Slow_s = 7200f;
        private const float Quick_s = 14400f;
        private const float Past_s = 1e6f;

        /// <summary>Warming in K (root mean square over the last hours) below which the ratio is noise.</summary>
        private const float Least_K = 0.3f;

        /// <summary>Warming per heat load over the last hours, in multiples of the pack's past; 1 while that is not known.</summary>
        public float Ratio = 1f;

        private float _slowHeat;
        private float _slow_degC;
        private float _quickProducts;
        private float _quickSquares;
        private float _quickTime_s;
        private float _products;
        private float _squares;
        private float _learned_h;
        private bool _known;

        /// <summary>Once a window: the probes' median in degC and the heat load in squares of C.</summary>
        public void CloseWindow(float median_degC, float heatLoad, float length_s)
        {
            if (!_known)
            {
                _known = true;
                _slow_degC = median_degC;
                _slowHeat = heatLoad;
            }

            float slow = Floats.Unit(length_s / Slow_s);
            float quick = Floats.Unit(length_s / Quick_s);
            _slow_degC += slow * (median_degC - _slow_degC);
            _slowHeat += slow * (heatLoad - _slowHeat);
            float warm_K = median_degC - _slow_degC;
            float heat = heatLoad - _slowHeat;
            _quickProducts += quick * (warm_K * heat - _quickProducts);
            _quickSquares += quick * (heat * heat - _quickSquares);
            _quickTime_s = _quickTime_s < Quick_s ? _quickTime_s + length_s : Quick_s;
            float gain_K = Floats.Ratio(_products, _squares);
            bool tells = gain_K > 0f && gain_K * gain_K * _quickSquares > Least_K * Least_K && _learned_h > 8f;
            Ratio = tells ? Floats.Ratio(_quickProducts, _quickSquares * gain_K) : 1f;
            if (Ratio < 1.5f)
            {
                float keep = 1f - Floats.Unit(length_s / Past_s);
                _products = keep * _products + warm_K * heat * length_s;
                _squares = keep * _squares + heat * heat * length_s;
                _learned_h += length_s / 3600f;
            }
        }
    }
}

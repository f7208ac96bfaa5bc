namespace Bms.Anomaly
{
    /// <summary>
    /// How far each cell has moved away from its own mean of the last day, in permille of charge: what a slow leak does over days while
    /// every single hour looks healthy. Measured in units of what the other cells do, what the cell itself has done before, and what a
    /// fixed error of its channel does where the slope of the curve has changed.
    /// </summary>
    public sealed partial class DriftTrack
    {
        /// <summary>Time constant of the mean in hours, and of a cell's own past.</summary>
        private const float Mean_h = 24f;
        private const float Past_h = 72f;

        /// <summary>Movement in permille that any healthy cell may show: temperature, rounding.</summary>
        private const float Healthy_permille = 1.5f;

        /// <summary>Movement away from the mean in permille; negative is loss.</summary>
        public readonly float[] Moved_permille;

        /// <summary>
        /// The part of it, of the cell that was visited last, that its capacity does not explain: a cell of less capacity is above its
        /// neighbours when the pack is fuller than in its mean of the last day, and below when it is emptier.
        /// </summary>
        public float Unexplained_permille;

        private readonly short[] _pastHundredths;
        private float _inverse;
        private float _curve;
        private float _common_permille = Healthy_permille;
        private float _sum;
        private float _worst;
        private float _hours;
        private float _elapsed_h;
        private float _unlearned_h;
        private float _learning_h;
        private int _count;
        private float _packMoved_permille;

        public DriftTrack(int cells)
        {
            Moved_permille = new float[cells];
            _pastHundredths = new short[cells];
        }

        /// <summary>Length in hours over which the mean has been gathered so far, at most its time constant.</summary>
        public float Known_h
        {
            get { return _hours < Mean_h ? _hours : Mean_h; }
        }

        /// <summary>
        /// Once a window of so many hours, with the slope of the curve in mV per permille and the change of the pack's own charge.
        /// </summary>
        public void BeginWindow(float elapsed_h, float slope_mV, float packMove_permille)
        {
            _common_permille = _count > 2 ? Floats.Others(_sum, _worst, _count) : Healthy_permille;
            _sum = _worst = 0f;
            _count = 0;

            // A sleep is one look, however long it was.
            _elapsed_h = elapsed_h < 0.5f ? elapsed_h : 0.5f;

            // The past is kept in hundredths: steps of a minute would be lost in rounding.
            _unlearned_h += _elapsed_h;
            _learning_h = _unlearned_h >= 1f ? _unlearned_h : 0f;
            _unlearned_h = _unlearned_h >= 1f ? 0f : _unlearned_h;
            _hours = _hours < 1000f ? _hours + elapsed_h : _hours;
            float inverse = Floats.Ratio(1f, slope_mV);
            _inverse = _inverse > 0f ? _inverse + Share(Mean_h) * (inverse - _inverse) : inverse;
            _curve = Floats.Abs(inverse - _inverse);
            _packMoved_permille = (_packMoved_permille + packMove_permille) * (1f - Share(Mean_h));
        }

        /// <summary>
        /// Takes the change of a cell's charge in permille and how far it runs ahead of the pack; returns its movement in units of what is
        /// healthy.
        /// </summary>
        public float Visit(int cell, float change_permille, float tilt)
        {
            // The mean follows, so the distance to it forgets: the same as charge minus its running mean, without keeping the mean.
            float moved = (Moved_permille[cell] + change_permille) * (1f - Share(Mean_h));
            Moved_permille[cell] = moved;
            Unexplained_permille = moved - tilt * _packMoved_permille;
            float size = Floats.Abs(Unexplained_permille);
            _sum += size;
            _worst = size > _worst ? size : _worst;
            _count++;
            float past = _pastHundredths[cell] * 0.01f;
            float healthy = Healthy_permille + 2f * _common_permille + 2f * past + CellTrack.Offset_mV * _curve;
            float share = Floats.Ratio(size, healthy);
            if (share < 0.7f && _learning_h > 0f)
            {
                past += Floats.Ratio(_learning_h, _hours < Past_h ? _hours : Past_h) * (size - past);
                _pastHundredths[cell] = (short)Numbers.ToInt(past * 100f, 0, short.MaxValue);
            }

            return share;
        }

        // A young mean is the mean of all that has been seen.
        private float Share(float time_h)
        {
            return Floats.Ratio(_elapsed_h, _hours < time_h ? _hours : time_h + _elapsed_h);
        }
    }
}

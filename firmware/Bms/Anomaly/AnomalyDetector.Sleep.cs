namespace Bms.Anomaly
{
    // Frames further apart than FrameGate.Sleep_s.
    public sealed partial class AnomalyDetector
    {
        private const int FewestFrames = 3;

        private float _slept_s;
        private bool _woken;

        private void Sleep(PackSample sample, float dt_s)
        {
            // A pack that wakes for some seconds at a time never fills a window: what it saw in between is one.
            if (_woken && Pack.Samples >= FewestFrames)
            {
                CloseWindow(sample);
                for (; _next < _cells; _next++)
                {
                    Visit(_next, sample);
                }
            }

            _woken = true;
            _next = _cells;
            Pack.Wake(dt_s);
            Watch.ResetWindow();
            _slept_s += dt_s;
        }
    }
}

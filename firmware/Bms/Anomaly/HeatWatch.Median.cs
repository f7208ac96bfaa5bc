namespace Bms.Anomaly
{
    // The median of the probes that are there.
    public sealed partial class HeatWatch
    {
        private void FindMedian()
        {
            int count = 0;
            for (int i = 0; i < _last_ddegC.Length; i++)
            {
                if (_last_ddegC[i] == short.MinValue || _lost[i] != 0)
                {
                    continue;
                }

                int at = count;
                while (at > 0 && _sorted_ddegC[at - 1] > _last_ddegC[i])
                {
                    _sorted_ddegC[at] = _sorted_ddegC[at - 1];
                    at--;
                }

                _sorted_ddegC[at] = _last_ddegC[i];
                count++;
            }

            Fitted = count;
            if (count > 0)
            {
                Median_degC = 0.05f * (_sorted_ddegC[count / 2] + _sorted_ddegC[(count - 1) / 2]);
            }
        }
    }
}

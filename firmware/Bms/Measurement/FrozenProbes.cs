namespace Bms.Measurement
{
    /// <summary>
    /// Finds temperature probes that stand still while the others move. Cells of one pack warm and cool together or warm each other:
    /// when the mean of the other probes has moved by 3 K and a probe still shows the same tenth of a degree, it does not measure.
    /// A probe that stands still while all stand still is healthy. A pack with one probe has nothing to compare it with.
    /// </summary>
    public sealed class FrozenProbes
    {
        /// <summary>Movement of the mean of the other probes in ddegC that every probe must show.</summary>
        public const int Step_ddegC = 30;

        private readonly int[] _code_ddegC;
        private readonly int[] _others_ddegC;
        private readonly bool[] _known;

        public FrozenProbes(int probes)
        {
            _code_ddegC = new int[probes];
            _others_ddegC = new int[probes];
            _known = new bool[probes];
        }

        /// <summary>True when this fresh reading of a probe is frozen, seen against the last good values of the others.</summary>
        public bool IsFrozen(int probe, int temperature_ddegC, Signal probes)
        {
            int others_ddegC;
            if (!TryMeanOfOthers(probe, probes, out others_ddegC))
            {
                return false;
            }

            if (temperature_ddegC != _code_ddegC[probe] || !_known[probe])
            {
                _code_ddegC[probe] = temperature_ddegC;
                _others_ddegC[probe] = others_ddegC;
                _known[probe] = true;
                return false;
            }

            int moved_ddegC = others_ddegC - _others_ddegC[probe];
            return moved_ddegC >= Step_ddegC || moved_ddegC <= -Step_ddegC;
        }

        private static bool TryMeanOfOthers(int probe, Signal probes, out int mean_ddegC)
        {
            int sum_ddegC = 0;
            int count = 0;
            for (int i = 0; i < probes.Count; i++)
            {
                if (i != probe && probes.Quality[i] == Quality.Good)
                {
                    sum_ddegC += probes.Value[i];
                    count++;
                }
            }

            mean_ddegC = count > 0 ? sum_ddegC / count : 0;
            return count > 0;
        }
    }
}

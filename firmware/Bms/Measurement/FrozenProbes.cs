namespace Bms.Measurement
{
    /// <summary>
    /// Finds temperature probes that stand still while the others move. Cells of one pack warm and cool together or warm each other:
    /// when most of the other probes have moved by 3 K the same way and a probe still shows the same tenth of a degree, it does not
    /// measure. One cell that heats alone accuses nobody. A probe that stands still while all stand still is healthy. A pack with one probe
    /// has nothing to compare it with.
    /// </summary>
    public sealed class FrozenProbes
    {
        /// <summary>Movement in ddegC of most of the other probes that every probe must show.</summary>
        public const int Step_ddegC = 30;

        private const int Unknown = int.MinValue;

        private readonly int _probes;
        private readonly int[] _code_ddegC;

        // What each probe's neighbours showed when its own reading last changed, a row for each probe.
        private readonly int[] _others_ddegC;

        public FrozenProbes(int probes)
        {
            _probes = probes;
            _code_ddegC = new int[probes];
            _others_ddegC = new int[probes * probes];
            for (int i = 0; i < probes; i++)
            {
                _code_ddegC[i] = Unknown;
            }
        }

        /// <summary>True when this fresh reading of a probe is frozen, seen against the last good values of the others.</summary>
        public bool IsFrozen(int probe, int temperature_ddegC, Signal probes)
        {
            if (temperature_ddegC != _code_ddegC[probe])
            {
                _code_ddegC[probe] = temperature_ddegC;
                RememberOthers(probe, probes);
                return false;
            }

            return MostHaveMoved(probe, probes);
        }

        private void RememberOthers(int probe, Signal probes)
        {
            int row = probe * _probes;
            for (int i = 0; i < _probes; i++)
            {
                _others_ddegC[row + i] = i != probe && probes.Quality[i] == Quality.Good ? probes.Value[i] : Unknown;
            }
        }

        private bool MostHaveMoved(int probe, Signal probes)
        {
            int row = probe * _probes;
            int compared = 0;
            int warmer = 0;
            int colder = 0;
            for (int i = 0; i < _probes; i++)
            {
                int then_ddegC = _others_ddegC[row + i];
                if (then_ddegC != Unknown && probes.Quality[i] == Quality.Good)
                {
                    int moved_ddegC = probes.Value[i] - then_ddegC;
                    compared++;
                    warmer += moved_ddegC >= Step_ddegC ? 1 : 0;
                    colder += moved_ddegC <= -Step_ddegC ? 1 : 0;
                }
            }

            return warmer * 2 > compared || colder * 2 > compared;
        }
    }
}

namespace Bms.Measurement
{
    /// <summary>
    /// How far the sum of the cells and the stack voltage are apart, beyond what the way between them and the time between their readings
    /// explain. Taps and stack are read one after the other, and a nearly empty pack falls by more than 10 V/s: what both have moved by
    /// since they were compared last, the lesser of the two, they may differ by now, for the readings of one cycle lie closer together
    /// than two cycles. A sensor that lies, stands still or jumps moves alone, and nothing is taken off.
    /// </summary>
    public sealed class SumCheck
    {
        // Five times the offset of an INA219 over 10 mohm (100 uV, SBOS448G); what a FET's body diode loses at most.
        private const int NoCurrent_mA = 50;
        private const int BodyDiode_mV = 1000;

        private readonly int _protectorSleeps_mV;
        private readonly int _path_uohm;
        private int _sum_mV;
        private int _bus_mV;
        private bool _compared;

        /// <summary>
        /// With a protector that may sleep while a cell is below <paramref name="protectorSleeps_mV"/>, 0 without one, and a resistance
        /// between the taps and the stack voltage, 0 to 100,000 micro-ohm.
        /// </summary>
        public SumCheck(int protectorSleeps_mV, int path_uohm)
        {
            _protectorSleeps_mV = protectorSleeps_mV;
            _path_uohm = path_uohm;
        }

        /// <summary>The unexplained difference in mV, 0 or more; once for each good set of cells, with a good stack voltage.</summary>
        public int Error_mV(PackSample sample, int sum_mV)
        {
            int bus_mV = sample.Bus_mV.Value[0];
            int error_mV = Numbers.Abs(Difference_mV(sample, sum_mV, bus_mV)) - Moved_mV(sum_mV - _sum_mV, bus_mV - _bus_mV);
            _sum_mV = sum_mV;
            _bus_mV = bus_mV;
            _compared = true;
            return error_mV > 0 ? error_mV : 0;
        }

        private int Difference_mV(PackSample sample, int sum_mV, int bus_mV)
        {
            if (sample.Current_mA.Quality[0] != Quality.Good)
            {
                return sum_mV - bus_mV;
            }

            int current_mA = sample.Current_mA.Value[0];
            int error_mV = sum_mV + (int)((long)current_mA * _path_uohm / 1000000) - bus_mV;
            return sample.Cell_mV.Lowest < _protectorSleeps_mV ? Awake_mV(error_mV, current_mA, bus_mV < sum_mV / 4) : error_mV;
        }

        // A protector with empty cells sleeps until a charger comes. Then a dead bus is no witness against the taps while nothing flows,
        // and while charge flows the body diode of its open switch stands between the sums. A torn wire shows with the first current.
        private static int Awake_mV(int error_mV, int current_mA, bool isDead)
        {
            if (current_mA >= NoCurrent_mA)
            {
                return error_mV < -BodyDiode_mV ? error_mV + BodyDiode_mV : error_mV < 0 ? 0 : error_mV;
            }

            return current_mA > -NoCurrent_mA && isDead ? 0 : error_mV;
        }

        private int Moved_mV(int sum_mV, int bus_mV)
        {
            if (!_compared || (sum_mV < 0) != (bus_mV < 0))
            {
                return 0;
            }

            int ofSum_mV = Numbers.Abs(sum_mV);
            int ofBus_mV = Numbers.Abs(bus_mV);
            return ofSum_mV < ofBus_mV ? ofSum_mV : ofBus_mV;
        }
    }
}

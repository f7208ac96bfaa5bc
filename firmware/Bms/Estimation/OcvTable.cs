namespace Bms.Estimation
{
    /// <summary>State of charge from a rested cell voltage, by linear interpolation in a table of equal SoC steps.</summary>
    public sealed class OcvTable
    {
        private readonly int[] _ocv_mV;

        /// <summary>Takes two voltages or more, strictly rising, as ChemistryProfile.Validate asks for.</summary>
        public OcvTable(int[] ocv_mV)
        {
            _ocv_mV = ocv_mV;
        }

        /// <summary>State of charge in ppm, 0 to 1,000,000, at a rested cell voltage in mV; the ends hold beyond the table.</summary>
        public int Soc_ppm(int cell_mV)
        {
            int last = _ocv_mV.Length - 1;
            if (cell_mV <= _ocv_mV[0])
            {
                return 0;
            }

            if (cell_mV >= _ocv_mV[last])
            {
                return 1000000;
            }

            int i = Segment(cell_mV);
            int rise_mV = _ocv_mV[i + 1] - _ocv_mV[i];
            long fraction_ppm = rise_mV > 0 ? 1000000L * (cell_mV - _ocv_mV[i]) / rise_mV : 0;
            return last > 0 ? (int)((1000000L * i + fraction_ppm) / last) : 0;
        }

        /// <summary>Change of the state of charge in ppm that one mV stands for at this voltage; never 0.</summary>
        public int Slope_ppm_per_mV(int cell_mV)
        {
            int i = Segment(cell_mV);
            int rise_mV = (_ocv_mV.Length - 1) * (_ocv_mV[i + 1] - _ocv_mV[i]);
            return rise_mV > 0 ? 1000000 / rise_mV + 1 : 1000000;
        }

        private int Segment(int cell_mV)
        {
            int i = 0;
            while (i < _ocv_mV.Length - 2 && cell_mV >= _ocv_mV[i + 1])
            {
                i++;
            }

            return i;
        }
    }
}

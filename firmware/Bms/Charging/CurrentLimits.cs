using Bms.Chemistry;
using Bms.Config;

namespace Bms.Charging
{
    /// <summary>
    /// How much current the pack may be asked for now: smooth derating over the coldest and hottest probe, and over the lowest
    /// cell while discharging, so that the limits below never need to trip. An unknown temperature allows nothing.
    /// </summary>
    public sealed class CurrentLimits
    {
        private readonly ChemistryProfile _chemistry;
        private readonly int _charge_mA;
        private readonly int _discharge_mA;

        public CurrentLimits(PackConfig pack)
        {
            _chemistry = pack.Chemistry;
            _charge_mA = pack.ChargeCurrent_mA;
            _discharge_mA = pack.DischargeCurrent_mA;
        }

        /// <summary>Writes the limits, magnitudes in mA, to <paramref name="state"/>.</summary>
        public void Step(PackSample sample, PackState state)
        {
            int charge_permille = Worst(sample.Temperature_ddegC, _chemistry.ChargeDerating_ddegC, _chemistry.ChargeDerating_permille);
            int discharge_permille = Worst(
                sample.Temperature_ddegC, _chemistry.DischargeDerating_ddegC, _chemistry.DischargeDerating_permille);
            int cell_permille = CellDerating_permille(sample.Cell_mV);
            state.ChargeLimit_mA = state.ChargeAllowed && state.ChargeHeldBy == 0 ? _charge_mA * charge_permille / 1000 : 0;
            state.DischargeLimit_mA = state.DischargeAllowed && state.DischargeHeldBy == 0
                ? _discharge_mA * (discharge_permille < cell_permille ? discharge_permille : cell_permille) / 1000
                : 0;
        }

        /// <summary>The value of a piecewise-linear table at <paramref name="x"/>; the ends hold beyond it.</summary>
        public static int Interpolate(int[] xTable, int[] yTable, int x)
        {
            int last = xTable.Length - 1;
            if (x <= xTable[0])
            {
                return yTable[0];
            }

            for (int i = 1; i <= last; i++)
            {
                if (x <= xTable[i])
                {
                    int run = xTable[i] - xTable[i - 1];
                    int rise = (yTable[i] - yTable[i - 1]) * (x - xTable[i - 1]);
                    return run > 0 ? yTable[i - 1] + rise / run : yTable[i];
                }
            }

            return yTable[last];
        }

        private static int Worst(Signal probes, int[] corners_ddegC, int[] permille)
        {
            int worst = 1000;
            for (int i = 0; i < probes.Count; i++)
            {
                if (probes.Quality[i] != Quality.Good)
                {
                    return 0;
                }

                int here = Interpolate(corners_ddegC, permille, probes.Value[i]);
                worst = here < worst ? here : worst;
            }

            return worst;
        }

        // Full current at the warning voltage, none at the trip.
        private int CellDerating_permille(Signal cells)
        {
            int span_mV = _chemistry.UnderVoltageWarning_mV - _chemistry.UnderVoltage_mV;
            int worst = 1000;
            for (int i = 0; i < cells.Count; i++)
            {
                int above_mV = cells.Value[i] - _chemistry.UnderVoltage_mV;
                int here = above_mV <= 0 ? 0 : above_mV < span_mV && span_mV > 0 ? 1000 * above_mV / span_mV : 1000;
                worst = here < worst ? here : worst;
            }

            return worst;
        }
    }
}

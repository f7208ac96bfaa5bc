using Bms.Chemistry;
using Bms.Config;

namespace Bms.Charging
{
    /// <summary>
    /// How much current the pack may be asked for now: smooth derating over the coldest and hottest probe, and over the lowest
    /// cell while discharging, so that the limits below never need to trip; while charging also the cap of a pack that is not as it
    /// was. A limit falls at once; it rises again only when it could have been higher for a while, and then slowly, so that a load
    /// which the fall has relieved does not make it swing. An unknown temperature allows nothing.
    /// </summary>
    public sealed class CurrentLimits
    {
        /// <summary>How long a limit must be free to rise before it does, in ms.</summary>
        public const int Hold_ms = 30000;

        /// <summary>Time in which it then rises from nothing to all, in ms.</summary>
        public const int Rise_ms = 30000;

        private readonly ChemistryProfile _chemistry;
        private readonly int _charge_mA;
        private readonly int _discharge_mA;
        private readonly int _limp_mA;
        private int _charge_permille = -1;
        private int _discharge_permille = -1;
        private long _chargeFree_ms;
        private long _dischargeFree_ms;
        private long _last_ms;

        public CurrentLimits(PackConfig pack)
        {
            _chemistry = pack.Chemistry;
            _charge_mA = pack.ChargeCurrent_mA;
            _discharge_mA = pack.DischargeCurrent_mA;
            _limp_mA = pack.LimpCurrent_mA;
        }

        /// <summary>Writes the limits, magnitudes in mA, to <paramref name="state"/>; once a second.</summary>
        public void Step(PackSample sample, PackState state)
        {
            long now_ms = sample.Uptime_ms;
            int charge_permille = Worst(sample, _chemistry.ChargeDerating_ddegC, _chemistry.ChargeDerating_permille);
            charge_permille = charge_permille < state.ChargeCap_permille ? charge_permille : state.ChargeCap_permille;
            int discharge_permille = Worst(sample, _chemistry.DischargeDerating_ddegC, _chemistry.DischargeDerating_permille);
            int cell_permille = CellDerating_permille(sample.Cell_mV);
            discharge_permille = discharge_permille < cell_permille ? discharge_permille : cell_permille;
            int rise_permille = Numbers.ToInt(1000 * (now_ms - _last_ms) / Rise_ms);
            _last_ms = now_ms;
            _chargeFree_ms = charge_permille <= _charge_permille ? now_ms : _chargeFree_ms;
            _charge_permille = Follow(_charge_permille, charge_permille, now_ms - _chargeFree_ms >= Hold_ms ? rise_permille : 0);
            _dischargeFree_ms = discharge_permille <= _discharge_permille ? now_ms : _dischargeFree_ms;
            _discharge_permille = Follow(
                _discharge_permille, discharge_permille, now_ms - _dischargeFree_ms >= Hold_ms ? rise_permille : 0);
            bool mayCharge = state.ChargeAllowed && state.ChargeHeldBy == 0;
            bool mayDischarge = state.DischargeAllowed && state.DischargeHeldBy == 0;
            state.ChargeLimit_mA = mayCharge ? _charge_mA * _charge_permille / 1000 : 0;
            int discharge_mA = _discharge_mA * _discharge_permille / 1000;
            state.DischargeLimit_mA = !mayDischarge ? 0 : state.Limping ? Limp_mA(discharge_mA) : discharge_mA;
        }

        // Without a temperature the other limit is 0, which says nothing here.
        private int Limp_mA(int known_mA)
        {
            return known_mA > 0 && known_mA < _limp_mA ? known_mA : _limp_mA;
        }

        // The first value is taken as it is.
        private static int Follow(int permille, int target_permille, int rise_permille)
        {
            if (permille < 0 || target_permille <= permille)
            {
                return target_permille;
            }

            return permille + rise_permille < target_permille ? permille + rise_permille : target_permille;
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

        private static int Worst(PackSample sample, int[] corners_ddegC, int[] permille)
        {
            Signal probes = sample.Temperature_ddegC;
            int worst = 1000;
            for (int i = 0; i < probes.Count; i++)
            {
                if (!probes.IsFresh(i, sample.Uptime_ms, PackSample.ProbeHold_ms))
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

namespace Bms.Chemistry
{
    /// <summary>
    /// NMC811 against graphite with some silicon oxide, 21700 energy cell of the LG M50 kind.
    /// Open-circuit voltage: mean of charge and discharge at 25 degC, measured at WMG, distributed with PyBOP (BSD-3);
    /// Kuzhiyil et al. 2024, doi 10.1016/j.apenergy.2024.123692; every second of 101 points.
    /// Voltage and temperature window: LG INR21700-M50 product specification (4.2 V, 2.5 V, charge 0..45 degC,
    /// discharge -20..60 degC); charging ends 50 mV below and discharging 300 mV above it, for life and for the taps' error.
    /// </summary>
    public static class Nmc811
    {
        public static ChemistryProfile Create()
        {
            ChemistryProfile profile = new ChemistryProfile();
            profile.Name = "NMC811";
            profile.ChargeTarget_mV = 4150;
            profile.Precharge_mV = 3000;

            // LG INR21700-M50 product specification: end at 50 mA or 0.05C; below 3.0 V a tenth of 1C, as a charger's own precharge.
            profile.PrechargeCurrent_permille = 100;
            profile.EndCurrent_permille = 50;
            profile.OverVoltageRelease_mV = 4130;
            profile.OverVoltageWarning_mV = 4220;
            profile.OverVoltage_mV = 4250;
            profile.UnderVoltageRelease_mV = 3200;
            profile.UnderVoltageWarning_mV = 3000;
            profile.UnderVoltage_mV = 2800;
            profile.DeepDischarge_mV = 2000;
            SetTemperatures(profile);
            profile.Ocv_mV = OcvTable();
            profile.Hysteresis_mV = 6;
            return profile;
        }

        private static void SetTemperatures(ChemistryProfile profile)
        {
            profile.ChargeColdWarning_ddegC = 30;
            profile.ChargeCold_ddegC = 0;
            profile.ChargeHotWarning_ddegC = 430;
            profile.ChargeHot_ddegC = 450;
            profile.DischargeColdWarning_ddegC = -150;
            profile.DischargeCold_ddegC = -200;
            profile.DischargeHotWarning_ddegC = 550;
            profile.DischargeHot_ddegC = 600;
            profile.TemperatureHysteresis_ddegC = 30;

            // Plating: at 80 % charge graphite reaches lithium's potential at 0.38C at 0 degC and 0.61C at 10 degC
            // (Chen et al. 2020 parameters, electrolyte losses neglected); half of that is used, 0.5C is 1000 permille.
            profile.ChargeDerating_ddegC = new int[] { 0, 50, 100, 150, 400, 450 };
            profile.ChargeDerating_permille = new int[] { 0, 400, 600, 1000, 1000, 0 };
            // JEITA's warm range: 50 mV less, smoothly, before charging ends at 45 degC.
            profile.TargetDrop_ddegC = new int[] { 400, 450 };
            profile.TargetDrop_mV = new int[] { 0, 50 };
            profile.DischargeDerating_ddegC = new int[] { -200, -100, 0, 500, 600 };
            profile.DischargeDerating_permille = new int[] { 0, 400, 1000, 1000, 0 };
        }

        private static int[] OcvTable()
        {
            return new int[]
            {
                2872, 3028, 3163, 3227, 3280, 3324, 3364, 3396, 3420, 3444,
                3465, 3486, 3509, 3530, 3550, 3569, 3584, 3598, 3610, 3621,
                3631, 3642, 3653, 3665, 3679, 3693, 3712, 3731, 3755, 3781,
                3806, 3833, 3854, 3874, 3891, 3907, 3924, 3941, 3960, 3980,
                4001, 4023, 4044, 4062, 4076, 4085, 4093, 4103, 4116, 4143,
                4175,
            };
        }
    }
}

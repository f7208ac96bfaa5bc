namespace Bms.Chemistry
{
    /// <summary>
    /// NCA against graphite with some silicon, 18650 cell of the Sony/Murata US18650VTC5A and Panasonic NCR18650PF kind.
    /// Open-circuit voltage: mean of charge and discharge of a VTC5A at C/100 and 20 degC, measured at TU Munich, distributed with
    /// EA_Battery_SPMparameterization (TUMFTM); every fourth of 201 points.
    /// Window: 4.2 V and 2.5 V, charge 0..45 degC, discharge -20..60 degC, as makers of these cells give; charging ends 50 mV below and
    /// discharging 200 mV above it, for life and for the taps' error.
    /// </summary>
    public static class Nca
    {
        public static ChemistryProfile Create()
        {
            ChemistryProfile profile = new ChemistryProfile();
            profile.Name = "NCA";
            profile.ChargeTarget_mV = 4150;
            profile.Precharge_mV = 2900;
            profile.PrechargeCurrent_permille = 100;
            profile.EndCurrent_permille = 50;
            profile.OverVoltageRelease_mV = 4130;
            profile.OverVoltageWarning_mV = 4220;
            profile.OverVoltage_mV = 4250;
            profile.UnderVoltageRelease_mV = 3100;
            profile.UnderVoltageWarning_mV = 2900;
            profile.UnderVoltage_mV = 2700;
            profile.DeepDischarge_mV = 2000;
            SetTemperatures(profile);
            profile.Ocv_mV = OcvTable();
            profile.Hysteresis_mV = 15;
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

            // Makers' sheets of 18650 packs: 0.1C from 0 to 5 degC, 0.2C from 5 to 15 degC, 0.5C above. 0.5C is 1000 permille.
            profile.ChargeDerating_ddegC = new int[] { 0, 50, 150, 400, 450 };
            profile.ChargeDerating_permille = new int[] { 0, 200, 400, 1000, 0 };
            profile.TargetDrop_ddegC = new int[] { 400, 450 };
            profile.TargetDrop_mV = new int[] { 0, 50 };
            profile.DischargeDerating_ddegC = new int[] { -200, -100, 0, 500, 600 };
            profile.DischargeDerating_permille = new int[] { 0, 400, 1000, 1000, 0 };
        }

        private static int[] OcvTable()
        {
            return new int[]
            {
                2500, 2956, 3101, 3179, 3230, 3272, 3314, 3353, 3386, 3414,
                3440, 3467, 3495, 3516, 3533, 3547, 3565, 3586, 3605, 3622,
                3638, 3654, 3670, 3686, 3701, 3717, 3733, 3750, 3766, 3783,
                3801, 3820, 3841, 3858, 3882, 3901, 3917, 3933, 3950, 3969,
                3989, 4010, 4031, 4051, 4070, 4085, 4099, 4115, 4134, 4161,
                4200,
            };
        }
    }
}

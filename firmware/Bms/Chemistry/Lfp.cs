namespace Bms.Chemistry
{
    /// <summary>
    /// Lithium iron phosphate against graphite, 26650 cell of the Sony/Murata US26650FTC1 kind.
    /// Open-circuit voltage: mean of both branches at 25 degC, Naumann, thesis, TU Munich 2018, distributed with SimSES (BSD-3); every
    /// fourth of 201 points. Where the plateau rises by less than a millivolt a step, the next millivolt is taken.
    /// Window: 3.65 V and 2.0 V, charge 0..45 degC, discharge -20..60 degC, as makers of 26650 cells give; charging ends 100 mV and
    /// discharging 500 mV inside, because beyond the plateau a cell holds next to nothing.
    /// </summary>
    public static class Lfp
    {
        public static ChemistryProfile Create()
        {
            ChemistryProfile profile = new ChemistryProfile();
            profile.Name = "LFP";
            profile.ChargeTarget_mV = 3550;
            profile.Precharge_mV = 2600;
            profile.PrechargeCurrent_permille = 100;
            profile.EndCurrent_permille = 50;
            profile.OverVoltageRelease_mV = 3450;
            profile.OverVoltageWarning_mV = 3650;
            profile.OverVoltage_mV = 3700;
            profile.UnderVoltageRelease_mV = 3000;
            profile.UnderVoltageWarning_mV = 2700;
            profile.UnderVoltage_mV = 2500;
            profile.DeepDischarge_mV = 1800;
            SetTemperatures(profile);
            profile.Ocv_mV = OcvTable();

            // Half the gap of the same cell lies between 12 and 15 mV on the plateau: what a rested voltage tells there is little.
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

            // Makers' sheets of 26650 cells: 0.2C from 0 to 5 degC, 0.5C from 5 to 15 degC, 1C above. 0.5C is 1000 permille.
            profile.ChargeDerating_ddegC = new int[] { 0, 50, 150, 400, 450 };
            profile.ChargeDerating_permille = new int[] { 0, 400, 1000, 1000, 0 };
            profile.TargetDrop_ddegC = new int[] { 400, 450 };
            profile.TargetDrop_mV = new int[] { 0, 50 };
            profile.DischargeDerating_ddegC = new int[] { -200, -100, 0, 500, 600 };
            profile.DischargeDerating_permille = new int[] { 0, 400, 1000, 1000, 0 };
        }

        private static int[] OcvTable()
        {
            return new int[]
            {
                2286, 2895, 3021, 3101, 3158, 3197, 3206, 3210, 3215, 3224,
                3234, 3243, 3251, 3258, 3264, 3270, 3276, 3280, 3285, 3289,
                3292, 3295, 3297, 3298, 3299, 3300, 3301, 3302, 3303, 3304,
                3305, 3306, 3307, 3308, 3309, 3311, 3313, 3316, 3321, 3328,
                3334, 3338, 3340, 3341, 3342, 3343, 3344, 3345, 3346, 3349,
                3530,
            };
        }
    }
}

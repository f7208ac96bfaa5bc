namespace Bms
{
    /// <summary>What the BMS concludes from its samples, rewritten each cycle.</summary>
    public sealed class PackState
    {
        /// <summary>Present mode.</summary>
        public Mode Mode;

        /// <summary>Active protection rows, bit n = row n of the protection table; warnings included.</summary>
        public long Active;

        /// <summary>Rows that have tripped and wait for an operator's reset; subset of <see cref="Active"/>.</summary>
        public long Latched;

        /// <summary>True when no active row forbids charging.</summary>
        public bool ChargeAllowed;

        /// <summary>True when no active row forbids discharging.</summary>
        public bool DischargeAllowed;

        /// <summary>Rows that forbid charging now, bit n = row n.</summary>
        public long ChargeForbiddenBy;

        /// <summary>Rows that forbid discharging now, bit n = row n.</summary>
        public long DischargeForbiddenBy;

        /// <summary>Rows that have forbidden charging, now or earlier, and after which nobody has asked again who may.</summary>
        public long ChargeHeldBy;

        /// <summary>Rows that have forbidden discharging, now or earlier, and after which nobody has asked again who may.</summary>
        public long DischargeHeldBy;

        /// <summary>True while a vehicle drives on without a sensor, at its limp current and for its limp time.</summary>
        public bool Limping;

        /// <summary>Command to the charge switch: true = closed.</summary>
        public bool ChargeCommand;

        /// <summary>Command to the discharge switch: true = closed.</summary>
        public bool DischargeCommand;

        /// <summary>State of charge in parts per million of the present capacity, 0 to 1,000,000.</summary>
        public int Soc_ppm;

        /// <summary>Standard uncertainty of the state of charge in ppm.</summary>
        public int SocSigma_ppm;

        /// <summary>State of health: present over rated capacity in permille.</summary>
        public int Soh_permille;

        /// <summary>Largest charge current allowed now in mA, 0 or more.</summary>
        public int ChargeLimit_mA;

        /// <summary>Largest discharge current allowed now in mA, 0 or more (a magnitude).</summary>
        public int DischargeLimit_mA;

        /// <summary>Voltage asked of the charger in mV for the whole pack; 0 = charger off.</summary>
        public int ChargerVoltage_mV;

        /// <summary>Current asked of the charger in mA; 0 = charger off.</summary>
        public int ChargerCurrent_mA;

        /// <summary>True once a charge has ended by its own criterion, until the next discharge.</summary>
        public bool ChargeComplete;

        /// <summary>Charge that has gone into the pack since start in mA·s.</summary>
        public long ChargeIn_mAs;

        /// <summary>Charge that has come out of the pack since start in mA·s (positive).</summary>
        public long ChargeOut_mAs;

        /// <summary>Answers of chips since start whose checksum was wrong, thrown away and asked for again.</summary>
        public int CrcErrors;

        /// <summary>Highest severity among the detector's standing alarms: 0 none, 1 note, 2 warning, 3 alarm.</summary>
        public int AnomalySeverity;

        /// <summary>The same among those kinds that charging makes worse.</summary>
        public int AnomalyHarm;

        /// <summary>How far the resistance of the worst cell has surely grown beyond its past, in permille of the pack's median.</summary>
        public int ResistanceGrowth_permille;

        /// <summary>Share of its charge current in permille that the pack gets, and what lowers it.</summary>
        public int ChargeCap_permille = 1000;
        public CapReason ChargeCapBy;
    }
}

namespace Bms.Boards
{
    /// <summary>GPIO numbers of a bench-4s board; the values are those of an ESP32 DevKit.</summary>
    public sealed class Bench4sPins
    {
        /// <summary>Gates of the charge and the discharge FET, high = closed.</summary>
        public int ChargeGate = 25;
        public int DischargeGate = 26;

        /// <summary>Real state of the FETs, high = closed.</summary>
        public int ChargeState = 34;
        public int DischargeState = 35;

        /// <summary>Charger's CE, high = disabled.</summary>
        public int ChargerDisable = 27;

        /// <summary>Input of the external watchdog.</summary>
        public int Heartbeat = 32;
    }
}

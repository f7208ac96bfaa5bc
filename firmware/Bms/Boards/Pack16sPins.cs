namespace Bms.Boards
{
    /// <summary>GPIO numbers of a pack-16s board; the values are those of an ESP32 DevKit.</summary>
    public sealed class Pack16sPins
    {
        /// <summary>Clamps at the gates of the charge and the discharge FETs, high = let go: the chip may close them.</summary>
        public int ChargeGate = 25;
        public int DischargeGate = 26;

        /// <summary>Real level at the gates, high = closed.</summary>
        public int ChargeState = 34;
        public int DischargeState = 35;

        /// <summary>Remote-off of the charger, high = off.</summary>
        public int ChargerDisable = 27;

        /// <summary>What the charger says of itself, high = yes: it has mains; its output is on.</summary>
        public int ChargerSupply = 36;
        public int ChargerOutput = 39;

        /// <summary>Input of the external watchdog.</summary>
        public int Heartbeat = 32;
    }
}

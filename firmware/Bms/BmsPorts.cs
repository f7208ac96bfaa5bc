using Bms.Ports;

namespace Bms
{
    /// <summary>Everything outside that the controller talks to, joined by a board.</summary>
    public sealed class BmsPorts
    {
        public IBus Bus;
        public ICellMonitor Cells;
        public ICurrentSensor Current;
        public ITemperatureSensor[] Probes;
        public IPowerSwitch Switches;
        public ICharger Charger;
        public IHeartbeat Heartbeat;

        /// <summary>Null on a board without resistors to bleed cells.</summary>
        public IBalancer Balancer;

        /// <summary>Null on a board that closes onto its load at once.</summary>
        public IPrecharge Precharge;

        /// <summary>Null where the second level cannot be asked.</summary>
        public IProtector Protector;

        /// <summary>Null, or too small, on a board that remembers nothing of its pack.</summary>
        public IStateStore Store;

        /// <summary>Corrections that the board was given when it was made, in ppm, to be remembered; null = none.</summary>
        public int[] Calibration_ppm;
    }
}

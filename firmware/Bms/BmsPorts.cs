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
    }
}

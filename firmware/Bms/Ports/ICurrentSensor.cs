namespace Bms.Ports
{
    /// <summary>Measures the pack's current and the voltage of its stack.</summary>
    public interface ICurrentSensor
    {
        /// <summary>Reads the pack current in mA, positive = charge. The value is meaningful only when Good is returned.</summary>
        Quality ReadCurrent(out int current_mA);

        /// <summary>Reads the stack voltage in mV. The value is meaningful only when Good is returned.</summary>
        Quality ReadBus(out int bus_mV);
    }
}

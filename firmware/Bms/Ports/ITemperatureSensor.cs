namespace Bms.Ports
{
    /// <summary>One temperature probe.</summary>
    public interface ITemperatureSensor
    {
        /// <summary>Time from one conversion to the next in ms; a probe is not read more often.</summary>
        int Conversion_ms { get; }

        /// <summary>Reads the temperature in tenths of a degree Celsius. The value is meaningful only when Good is returned.</summary>
        Quality Read(out int temperature_ddegC);
    }
}

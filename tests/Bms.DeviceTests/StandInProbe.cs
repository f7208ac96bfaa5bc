using Bms.Ports;

namespace Bms.DeviceTests
{
    /// <summary>A temperature probe that reads what it is told.</summary>
    public sealed class StandInProbe : ITemperatureSensor
    {
        /// <summary>Temperature in tenths of a degree Celsius.</summary>
        public int Temperature_ddegC = 250;

        /// <summary>Quality of the readings.</summary>
        public Quality Quality = Quality.Good;

        public int Conversion_ms
        {
            get { return 275; }
        }

        public Quality Read(out int temperature_ddegC)
        {
            temperature_ddegC = Temperature_ddegC;
            return Quality;
        }
    }
}

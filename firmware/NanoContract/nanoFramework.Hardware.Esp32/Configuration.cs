namespace nanoFramework.Hardware.Esp32
{
    public enum DeviceFunction
    {
        I2C1_DATA = 131328,
        I2C1_CLOCK = 131329,
        I2C2_DATA = 131584,
        I2C2_CLOCK = 131585,
    }

    public class Configuration
    {
        public static int GetFunctionPin(DeviceFunction function) { throw null; }
        public static void SetPinFunction(int pin, DeviceFunction function) { }
    }
}

namespace Iot.Device.Adc
{
    using System;
    using System.Device.I2c;
    using UnitsNet;

    public enum Ina219AdcResolutionOrSamples
    {
        Adc9Bit = 0,
        Adc10Bit = 8,
        Adc11Bit = 16,
        Adc12Bit = 24,
        Adc2Sample = 72,
        Adc4Sample = 80,
        Adc8Sample = 88,
        Adc16Sample = 96,
        Adc32Sample = 104,
        Adc64Sample = 112,
        Adc128Sample = 120,
    }

    public enum Ina219BusVoltageRange : ushort
    {
        Range16v = 0,
        Range32v = 8192,
    }

    public enum Ina219OperatingMode : ushort
    {
        PowerDown = 0,
        ShuntVoltageTriggered = 1,
        BusVoltageTriggered = 2,
        ShuntAndBusTriggered = 3,
        AdcOff = 4,
        ShuntVoltageContinuous = 5,
        BusVoltageContinuous = 6,
        ShuntAndBusContinuous = 7,
    }

    public enum Ina219PgaSensitivity : ushort
    {
        PlusOrMinus40mv = 0,
        PlusOrMinus80mv = 2048,
        PlusOrMinus160mv = 4096,
        PlusOrMinus320mv = 6144,
    }

    public class Ina219 : IDisposable
    {
        public Ina219(I2cConnectionSettings settings) { }
        public Ina219(I2cDevice i2cDevice) { }
        public Ina219AdcResolutionOrSamples BusAdcResolutionOrSamples { get { throw null; } set { } }
        public Ina219BusVoltageRange BusVoltageRange { get { throw null; } set { } }
        public bool MathOverflowFlag { get { throw null; } }
        public Ina219OperatingMode OperatingMode { get { throw null; } set { } }
        public Ina219PgaSensitivity PgaSensitivity { get { throw null; } set { } }
        public Ina219AdcResolutionOrSamples ShuntAdcResolutionOrSamples { get { throw null; } set { } }
        public void Dispose() { }
        public ElectricPotential ReadBusVoltage() { throw null; }
        public ElectricCurrent ReadCurrent() { throw null; }
        public Power ReadPower() { throw null; }
        public ElectricPotential ReadShuntVoltage() { throw null; }
        public void Reset() { }
        public void SetCalibration(ushort calibrationValue, float currentLsb = 1.0F) { }
    }
}

namespace Iot.Device.Adc;

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

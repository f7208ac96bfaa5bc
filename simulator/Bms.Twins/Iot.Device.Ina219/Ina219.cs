using System.Buffers.Binary;
using System.Device.I2c;
using Bms.Twins;
using UnitsNet;

namespace Iot.Device.Adc;

/// <summary>
/// Behaves as the package's class does (nanoFramework.IoT.Device, devices/Ina219, January 2026), with what is wrong in it:
/// a bus voltage from 16.384 V up comes out negative; a transfer's result is ignored, so that after a NACK the value is the register's
/// number in the upper byte; the setter of the shunt's resolution writes the bus voltage's field and clears its own.
/// It waits for a conversion before each measured value by letting virtual time pass, and allocates its buffers on each access.
/// </summary>
public class Ina219 : IDisposable
{
    private const byte Configuration = 0;
    private const byte ShuntVoltage = 1;
    private const byte BusVoltage = 2;
    private const byte PowerResult = 3;
    private const byte CurrentResult = 4;
    private const byte Calibration = 5;

    private const ushort ResetBit = 0x8000;
    private const ushort RangeMask = 0x2000;
    private const ushort PgaMask = 0x1800;
    private const ushort BusAdcMask = 0x0780;
    private const ushort ShuntAdcMask = 0x0078;
    private const ushort ModeMask = 0x0007;

    private readonly VirtualClock _clock = VirtualMachine.Current.Clock;
    private readonly I2cDevice _device;
    private readonly bool _ownsDevice;
    private Ina219AdcResolutionOrSamples _busAdc;
    private Ina219AdcResolutionOrSamples _shuntAdc;
    private ushort _calibration;
    private float _currentLsb = 1F;

    public Ina219(I2cDevice i2cDevice) => _device = i2cDevice ?? throw new ArgumentNullException(nameof(i2cDevice));

    public Ina219(I2cConnectionSettings settings)
        : this(I2cDevice.Create(settings)) => _ownsDevice = true;

    public Ina219AdcResolutionOrSamples BusAdcResolutionOrSamples
    {
        get => (Ina219AdcResolutionOrSamples)((Read(Configuration, 0) & BusAdcMask) >> 4);
        set
        {
            Change(BusAdcMask, (int)value << 4);
            _busAdc = value;
        }
    }

    public Ina219BusVoltageRange BusVoltageRange
    {
        get => (Ina219BusVoltageRange)(Read(Configuration, 0) & RangeMask);
        set => Change(RangeMask, (int)value);
    }

    public bool MathOverflowFlag { get; private set; }

    public Ina219OperatingMode OperatingMode
    {
        get => (Ina219OperatingMode)(Read(Configuration, 0) & ModeMask);
        set => Change(ModeMask, (int)value);
    }

    public Ina219PgaSensitivity PgaSensitivity
    {
        get => (Ina219PgaSensitivity)(Read(Configuration, 0) & PgaMask);
        set => Change(PgaMask, (int)value);
    }

    public Ina219AdcResolutionOrSamples ShuntAdcResolutionOrSamples
    {
        get => (Ina219AdcResolutionOrSamples)(Read(Configuration, 0) & ShuntAdcMask);
        set
        {
            Change(ShuntAdcMask, (int)value << 4);
            _shuntAdc = value;
        }
    }

    public void Dispose()
    {
        if (_ownsDevice)
        {
            _device.Dispose();
        }
    }

    public void Reset()
    {
        Write(Configuration, ResetBit);
        _currentLsb = 1F;
        _calibration = 0;
        _busAdc = BusAdcResolutionOrSamples;
        _shuntAdc = ShuntAdcResolutionOrSamples;
    }

    public void SetCalibration(ushort calibrationValue, float currentLsb = 1.0F)
    {
        _calibration = calibrationValue;
        _currentLsb = currentLsb;
        Write(Calibration, calibrationValue);
    }

    public ElectricPotential ReadShuntVoltage() =>
        ElectricPotential.FromVolts((short)Read(ShuntVoltage, Wait_us(_shuntAdc)) / 100_000.0);

    public ElectricPotential ReadBusVoltage()
    {
        ushort register = Read(BusVoltage, Wait_us(_busAdc));
        MathOverflowFlag = (register & 1) != 0;
        return ElectricPotential.FromVolts(((short)register >> 3) * 4 / 1000.0);
    }

    public ElectricCurrent ReadCurrent()
    {
        Write(Calibration, _calibration);
        return ElectricCurrent.FromAmperes((short)Read(CurrentResult, Wait_us(_shuntAdc)) * _currentLsb);
    }

    public Power ReadPower()
    {
        Write(Calibration, _calibration);
        return Power.FromWatts(Read(PowerResult, Wait_us(_shuntAdc)) * _currentLsb * 20);
    }

    private static int Wait_us(Ina219AdcResolutionOrSamples adc) => adc switch
    {
        Ina219AdcResolutionOrSamples.Adc9Bit => 84,
        Ina219AdcResolutionOrSamples.Adc10Bit => 148,
        Ina219AdcResolutionOrSamples.Adc11Bit => 276,
        Ina219AdcResolutionOrSamples.Adc12Bit => 532,
        Ina219AdcResolutionOrSamples.Adc2Sample => 1_006,
        Ina219AdcResolutionOrSamples.Adc4Sample => 2_130,
        Ina219AdcResolutionOrSamples.Adc8Sample => 4_260,
        Ina219AdcResolutionOrSamples.Adc16Sample => 8_510,
        Ina219AdcResolutionOrSamples.Adc32Sample => 17_020,
        Ina219AdcResolutionOrSamples.Adc64Sample => 34_050,
        Ina219AdcResolutionOrSamples.Adc128Sample => 68_100,
        _ => 0,
    };

    private void Change(ushort mask, int bits) => Write(Configuration, (ushort)((Read(Configuration, 0) & ~mask) | bits));

    private ushort Read(byte register, int wait_us)
    {
        var buffer = new byte[2];
        buffer[0] = register;
        _device.Write(new SpanByte(buffer, 0, 1));
        _clock.Advance_us(wait_us);
        _device.Read(buffer);
        return BinaryPrimitives.ReadUInt16BigEndian(buffer);
    }

    private void Write(byte register, ushort value)
    {
        var buffer = new byte[3];
        buffer[0] = register;
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(1), value);
        _device.Write(buffer);
    }
}

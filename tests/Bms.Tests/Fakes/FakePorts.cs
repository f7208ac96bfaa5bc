using Bms.Ports;

namespace Bms.Tests.Fakes;

internal sealed class FakeCells(int cells, int rested_mV = 3700) : ICellMonitor
{
    public readonly int[] Cell_mV = [.. Enumerable.Repeat(rested_mV, cells)];
    public readonly Quality[] Quality = [.. Enumerable.Repeat(Bms.Quality.Good, cells)];
    public readonly int[] Accuracy = new int[cells];

    /// <summary>Called before each reading with its number, to change what it will find.</summary>
    public Action<int>? Reading;

    private int _reads;

    public int CellCount => Cell_mV.Length;

    public int MeanAccuracy_mV => Accuracy.Max() / 2;

    public int Accuracy_mV(int cell) => Accuracy[cell];

    public void ReadCells(int[] cell_mV, Quality[] quality)
    {
        Reading?.Invoke(_reads++);
        for (int i = 0; i < Cell_mV.Length; i++)
        {
            quality[i] = Quality[i];
            cell_mV[i] = Quality[i] == Bms.Quality.BusError ? cell_mV[i] : Cell_mV[i];
        }
    }
}

internal sealed class FakeCurrent : ICurrentSensor
{
    public int Current_mA;
    public int Bus_mV = 14800;
    public Quality CurrentQuality = Quality.Good;
    public Quality BusQuality = Quality.Good;

    public Quality ReadCurrent(out int current_mA)
    {
        current_mA = Current_mA;
        return CurrentQuality;
    }

    public Quality ReadBus(out int bus_mV)
    {
        bus_mV = Bus_mV;
        return BusQuality;
    }
}

internal sealed class FakeProbe(int conversion_ms = 250) : ITemperatureSensor
{
    public int Temperature_ddegC = 250;
    public Quality Quality = Quality.Good;
    public int Reads;

    public int Conversion_ms => conversion_ms;

    public Quality Read(out int temperature_ddegC)
    {
        Reads++;
        temperature_ddegC = Temperature_ddegC;
        return Quality;
    }
}

/// <summary>Switches that follow their command unless they are told to stick.</summary>
internal sealed class FakeSwitches : IPowerSwitch
{
    public bool Charge;
    public bool Discharge;
    public bool? ChargeSticks;
    public bool? DischargeSticks;
    public bool CanReadBack = true;
    public int Commands;

    public bool IsOpen => !Charge && !Discharge;

    public int Follow_ms { get; set; }

    public bool TrySet(bool chargeClosed, bool dischargeClosed)
    {
        Commands++;
        Charge = ChargeSticks ?? chargeClosed;
        Discharge = DischargeSticks ?? dischargeClosed;
        return true;
    }

    public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
    {
        chargeClosed = Charge;
        dischargeClosed = Discharge;
        return CanReadBack;
    }
}

/// <summary>A charger that remembers what it was told last.</summary>
internal sealed class FakeCharger : ICharger
{
    public bool Obeys = true;
    public bool Supply = true;
    public bool Enabled;
    public int Voltage_mV;
    public int Current_mA;
    public int Applied;
    public int Disabled;

    public bool TryApply(int voltage_mV, int current_mA)
    {
        Applied++;
        Enabled = Obeys;
        Voltage_mV = voltage_mV;
        Current_mA = current_mA;
        return Obeys;
    }

    public bool TryDisable()
    {
        Disabled++;
        Enabled = false;
        return Obeys;
    }

    public bool Delivers = true;

    public void DisableAtOnce() => Enabled = false;

    public bool TryReadDelivering(out bool delivering)
    {
        delivering = Delivers;
        return Obeys;
    }

    public bool TryReadSupply(out bool present)
    {
        present = Supply;
        return Obeys;
    }
}

internal sealed class FakeHeartbeat : IHeartbeat
{
    public int Beats;

    public void Beat() => Beats++;
}

/// <summary>A bus that stays stuck until the next cycle begins, as the real guard does.</summary>
internal sealed class FakeBus : IBus
{
    public int Cycles;
    public bool SensorsTimeOut;

    public bool IsStuck { get; set; }

    public int CrcErrors { get; set; }

    public void BeginCycle()
    {
        Cycles++;
        IsStuck = SensorsTimeOut;
    }
}

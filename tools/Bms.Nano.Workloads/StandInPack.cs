using Bms.Ports;

namespace Bms.Nano.Workloads;

/// <summary>Every port at once over a few lines of arithmetic: a pack whose cells follow charge and current.</summary>
public sealed class StandInPack
    : ICellMonitor, ICurrentSensor, ITemperatureSensor, IPowerSwitch, ICharger, IHeartbeat, IBus, IStateStore, ITelemetryLink
{
    private readonly int _cells;
    private readonly byte[][] _slots = [[], []];
    private long _charge_uC = 9_000_000_000;
    private int _current_mA;
    private int _noise = 1;
    private bool _charge;
    private bool _discharge;
    private int _handle;
    private int _finished;

    public StandInPack(int cells) => _cells = cells;

    public int CellCount => _cells;

    public int Conversion_ms => 275;

    public bool IsStuck => false;

    public int CrcErrors => 0;

    public bool IsConnected => true;

    public int SlotCount => _slots.Length;

    public int SlotSize => 64;

    public BmsPorts Ports()
    {
        return new BmsPorts
        {
            Bus = this, Cells = this, Current = this, Switches = this, Charger = this, Heartbeat = this,
            Probes = [this, this, this, this],
        };
    }

    public void Move(int current_mA)
    {
        _current_mA = _charge || _discharge ? current_mA : 0;
        _charge_uC += _current_mA * 100L;
    }

    public void ReadCells(int[] cell_mV, Quality[] quality)
    {
        for (int i = 0; i < _cells; i++)
        {
            cell_mV[i] = Cell_mV(i) + Noise(3);
            quality[i] = Quality.Good;
        }
    }

    public int MeanAccuracy_mV => 3;

    public int Accuracy_mV(int cell) => 5;

    public Quality ReadCurrent(out int current_mA)
    {
        current_mA = _current_mA + Noise(5);
        return Quality.Good;
    }

    public Quality ReadBus(out int bus_mV)
    {
        bus_mV = 0;
        for (int i = 0; i < _cells; i++)
        {
            bus_mV += Cell_mV(i);
        }

        return Quality.Good;
    }

    public Quality Read(out int temperature_ddegC)
    {
        temperature_ddegC = 250 + Noise(3);
        return Quality.Good;
    }

    public bool TrySet(bool chargeClosed, bool dischargeClosed)
    {
        _charge = chargeClosed;
        _discharge = dischargeClosed;
        return true;
    }

    public int Follow_ms => 0;

    public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
    {
        chargeClosed = _charge;
        dischargeClosed = _discharge;
        return true;
    }

    public bool TryApply(int voltage_mV, int current_mA) => true;

    public bool TryDisable() => true;

    public void DisableAtOnce()
    {
    }

    public bool TryReadDelivering(out bool delivering)
    {
        delivering = true;
        return true;
    }

    public bool TryReadSupply(out bool present)
    {
        present = true;
        return true;
    }

    public void Beat()
    {
    }

    public void BeginCycle()
    {
    }

    public bool TryRead(int slot, byte[] buffer)
    {
        _slots[slot].CopyTo(buffer, 0);
        return _slots[slot].Length > 0;
    }

    public bool TryWrite(int slot, byte[] buffer)
    {
        _slots[slot] = buffer[..SlotSize];
        return true;
    }

    public int Publish(string topic, byte[] message, int length, bool retain)
    {
        _finished = ++_handle;
        return _handle;
    }

    public int TakeFinished(out bool delivered)
    {
        delivered = true;
        int finished = _finished;
        _finished = 0;
        return finished;
    }

    private int Cell_mV(int cell) => 3000 + (int)(_charge_uC / 15_000_000) + (_current_mA / 33) + cell;

    private int Noise(int span)
    {
        _noise = unchecked((_noise * 1103515245) + 12345);
        return ((_noise >> 16) & 0x7FFF) % span;
    }
}

namespace Bms.Simulator.Chips;

/// <content>What the chip drives: FETs and balancing switches.</content>
public sealed partial class Bq76952Chip
{
    private int _shown, _stuckBleeding;

    /// <summary>
    /// Inputs whose balancing switch conducts, and says so, whatever it is told; whoever sets it has brought the chip up to date.
    /// </summary>
    public int StuckBleeding
    {
        get => _stuckBleeding;
        set
        {
            Changing?.Invoke();
            _stuckBleeding = value;
            Changed?.Invoke();
        }
    }

    private void EnterConfigUpdate()
    {
        if (!_configuring)
        {
            StopBleeding();
            OpenAll();
            _heldAmps = UserAmps;
            _configuring = true;
        }
    }

    private void Block(int bits, bool release)
    {
        _fets.HostOff = release ? 0 : _fets.HostOff | bits;
        MoveFets(Clock.Now_us);
    }

    // The FET logic is asked twice: whoever is to finish with the world as it is has to hear of it before the state is another.
    private void MoveFets(long now_us)
    {
        int before = _fets.State;
        if (_configuring || !_fets.Update(_config, _trips, _view, _asleep, now_us))
        {
            return;
        }

        Announce(before, _fets.State);
    }

    private void OpenAll()
    {
        int before = _fets.State;
        _fets.Off();
        if (before != 0)
        {
            Announce(before, 0);
        }
    }

    private void Announce(int before, int after)
    {
        Latch((before & ~after & Bq76952Fets.Chg) != 0, 0x40);
        Latch((before & ~after & Bq76952Fets.Dsg) != 0, 0x20);
        _shown = before;
        Changing?.Invoke();
        _shown = after;
        Changed?.Invoke();
    }

    private void Bleed(int mask)
    {
        if ((_memory[0x9335] & 0x10) == 0 && !_configuring)
        {
            _bleeder.Command(mask, _config.Bleed_us, Clock.Now_us);
            FindDue();
        }
    }

    private void Bleed(long to_us)
    {
        bool hot = _scan.Die_C > _memory.I1(0x9338) || _scan.Hottest_C > _memory.I1(0x9337) || _scan.Coldest_C < _memory.I1(0x9336);
        if (hot)
        {
            StopBleeding();
        }
        else if (_bleeder.Due_us <= to_us)
        {
            Changing?.Invoke();
            if (_bleeder.Step(to_us))
            {
                Changed?.Invoke();
            }
        }
    }

    // 10.1: an alert of A, or a fault of A other than COV, or a permanent failure ends it at once.
    private void StopBleedingOnFault()
    {
        if ((_trips.AlertA & _memory[0x9261]) != 0 || (_trips.StatusA & _memory[0x9261] & ~0x08) != 0 || _trips.FailStatusA != 0)
        {
            StopBleeding();
        }
    }

    private void StopBleeding()
    {
        if (_bleeder.Mask == 0)
        {
            _bleeder.Stop(Clock.Now_us);
            return;
        }

        Changing?.Invoke();
        _bleeder.Stop(Clock.Now_us);
        Changed?.Invoke();
    }
}

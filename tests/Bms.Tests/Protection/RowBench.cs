using Bms.Config;
using Bms.Ports;
using Bms.Protection;
using Bms.Tests.Fakes;

namespace Bms.Tests.Protection;

/// <summary>
/// The manager with the pack's whole table, in which every row but one watches a signal that never comes: what happens is that row's
/// doing. A change to the row may be asked for, to see whether the checks notice it.
/// </summary>
internal sealed class RowBench
{
    private readonly ExpectedRow _expected;
    private readonly ProtectionRow _row;
    private readonly ProtectionManager _manager;
    private readonly Signal _signal;
    private long _now_ms = 1_000_000;

    public RowBench(ExpectedRow expected, Func<ProtectionRow, ProtectionRow>? change = null)
    {
        _expected = expected;
        PackSample sample = TestPack.HealthySample(_now_ms);
        PackConfig pack = TestPack.Config();
        pack.Profile = ApplicationProfile.Stationary;
        ProtectionTable table = new(sample, pack);
        table.Fit(true, true, true, (ProtectorTrip)1023);
        Signal nothing = new(1);
        for (int i = 0; i < table.Rows.Length; i++)
        {
            if (i != (int)expected.Fault)
            {
                table.Rows[i] = new ProtectionRow((Fault)i, nothing, Watch.Above, 0, 0, 1, 1, Reaction.OpenAll, ClearedBy.Person, true);
            }
            else if (change != null)
            {
                table.Rows[i] = change(table.Rows[i]);
            }
        }

        _row = table.Rows[(int)expected.Fault];
        _manager = new ProtectionManager(table, Events);
        _signal = expected.Signal(sample);
    }

    public EventLog Events { get; } = new();

    public PackState State { get; } = new();

    public int Channels => _signal.Count;

    public bool IsActive => (State.Active & 1L << (int)_expected.Fault) != 0;

    public bool IsLatched => (State.Latched & 1L << (int)_expected.Fault) != 0;

    public bool IsTripped(int channel) => _row.IsTripped(channel);

    /// <summary>A cycle in which the channel delivers a value (an age: is that old) and its neighbours are calm.</summary>
    public void Look(int channel, int value)
    {
        _now_ms += 100;
        for (int i = 0; i < _signal.Count; i++)
        {
            Deliver(i, i == channel ? value : _expected.Calm);
        }

        _manager.Step(_now_ms, State);
    }

    public void Look(int channel, int value, int times)
    {
        for (int i = 0; i < times; i++)
        {
            Look(channel, value);
        }
    }

    /// <summary>A cycle in which no channel delivers anything new.</summary>
    public void LookAtNothingNew()
    {
        _now_ms += 100;
        _manager.Step(_now_ms, State);
    }

    /// <summary>A cycle in which the channel's reading is refused, though its raw value would be <paramref name="refused"/>.</summary>
    public void LookAtRefused(int channel, int refused)
    {
        _now_ms += 100;
        for (int i = 0; i < _signal.Count; i++)
        {
            if (i != channel)
            {
                Deliver(i, _expected.Calm);
            }
        }

        _signal.Value[channel] = refused;
        _signal.Reject(channel, Quality.Implausible);
        _manager.Step(_now_ms, State);
    }

    /// <summary>A cycle in which the channel delivers and every neighbour is refused instead of calm.</summary>
    public void LookAmongRefused(int channel, int value)
    {
        _now_ms += 100;
        for (int i = 0; i < _signal.Count; i++)
        {
            if (i != channel)
            {
                _signal.Reject(i, Quality.BusError);
            }
        }

        Deliver(channel, value);
        _manager.Step(_now_ms, State);
    }

    public void Trip(int channel) => Look(channel, _expected.Extreme, _expected.Delay + 1);

    public void ResetLatches() => _manager.ResetLatches(_expected.ClearedBy);

    /// <summary>A reset by somebody with fewer rights than the row asks for.</summary>
    public void ResetByLess() => _manager.ResetLatches(_expected.ClearedBy == ClearedBy.Person ? ClearedBy.Remote : ClearedBy.Automatic);

    private void Deliver(int channel, int value)
    {
        bool isAge = _expected.Watch == Watch.Age;
        _signal.Accept(channel, isAge ? 0 : value, isAge ? _now_ms - value : _now_ms);
    }
}

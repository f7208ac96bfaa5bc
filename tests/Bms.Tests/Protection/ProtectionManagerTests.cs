using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>The rows together.</summary>
public class ProtectionManagerTests
{
    private readonly PackSample _sample = TestPack.HealthySample();
    private readonly PackState _state = new();
    private readonly ProtectionManager _manager;
    private long _now_ms;

    public ProtectionManagerTests() => _manager = new ProtectionManager(new ProtectionTable(_sample, TestPack.Config()), new EventLog());

    [Fact]
    public void A_healthy_pack_allows_both_directions()
    {
        Run(3700, 250, 100);
        Assert.Equal((0L, 0L, true, true), (_state.Active, _state.Latched, _state.ChargeAllowed, _state.DischargeAllowed));
    }

    [Theory]
    [InlineData(4230, 250, true, true)]
    [InlineData(4260, 250, false, true)]
    [InlineData(2700, 250, true, false)]
    [InlineData(4260, 600, false, false)]
    [InlineData(2700, -10, false, false)]
    [InlineData(3700, -210, false, false)]
    public void What_several_rows_forbid_adds_up(int cell_mV, int temperature_ddegC, bool charge, bool discharge)
    {
        Run(cell_mV, temperature_ddegC, 10);
        Assert.Equal((charge, discharge), (_state.ChargeAllowed, _state.DischargeAllowed));
    }

    [Fact]
    public void Warnings_are_active_and_forbid_nothing()
    {
        Run(4230, 440, 10);
        Assert.Equal(1L << (int)Fault.CellOverVoltageWarning | 1L << (int)Fault.ChargeOverTemperatureWarning, _state.Active);
        Assert.True(_state.ChargeAllowed && _state.DischargeAllowed);
    }

    [Fact]
    public void A_row_that_clears_leaves_what_the_others_forbid()
    {
        Run(2700, -10, 10);
        Run(3700, -10, 20);
        Assert.Equal((false, true), (_state.ChargeAllowed, _state.DischargeAllowed));
    }

    [Fact]
    public void Only_latching_rows_show_as_latched()
    {
        Run(1900, 250, 10);
        Assert.Equal(1L << (int)Fault.CellDeepDischarge, _state.Latched);
        Assert.Equal(1L << (int)Fault.CellUnderVoltage, _state.Active & 1L << (int)Fault.CellUnderVoltage);
    }

    /// <summary>A reset is for the moment it was asked for; it does not lie in wait for the cause to go.</summary>
    [Fact]
    public void A_reset_that_comes_too_early_is_not_kept()
    {
        Run(1900, 250, 10);
        _manager.ResetLatches(ClearedBy.Person);
        Run(3700, 250, 100);
        Assert.Equal(1L << (int)Fault.CellDeepDischarge, _state.Latched);
        _manager.ResetLatches(ClearedBy.Person);
        Run(3700, 250, 1);
        Assert.Equal((0L, 0L), (_state.Latched, _state.Active));
    }

    private void Run(int cell_mV, int temperature_ddegC, int cycles)
    {
        for (int i = 0; i < cycles; i++)
        {
            _now_ms += 100;
            TestPack.Accept(_sample.Cell_mV, cell_mV, _now_ms);
            TestPack.Accept(_sample.Temperature_ddegC, temperature_ddegC, _now_ms);
            TestPack.Accept(_sample.Current_mA, 0, _now_ms);
            TestPack.Accept(_sample.Bus_mV, 4 * cell_mV, _now_ms);
            TestPack.Accept(_sample.SumError_mV, 0, _now_ms);
            TestPack.Accept(_sample.Spread_mV, 0, _now_ms);
            _manager.Step(_now_ms, _state);
        }
    }
}

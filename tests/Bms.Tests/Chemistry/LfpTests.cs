using Bms.Chemistry;
using Xunit;

namespace Bms.Tests.Chemistry;

/// <summary>Every limit of the profile, written down a second time: who moves one has to say so here as well.</summary>
public class LfpTests
{
    private readonly ChemistryProfile _lfp = Lfp.Create();

    [Fact]
    public void Voltages()
    {
        Assert.Equal((3550, 2600), (_lfp.ChargeTarget_mV, _lfp.Precharge_mV));
        Assert.Equal((3650, 3700, 3450), (_lfp.OverVoltageWarning_mV, _lfp.OverVoltage_mV, _lfp.OverVoltageRelease_mV));
        Assert.Equal((2700, 2500, 3000), (_lfp.UnderVoltageWarning_mV, _lfp.UnderVoltage_mV, _lfp.UnderVoltageRelease_mV));
        Assert.Equal((1800, 15), (_lfp.DeepDischarge_mV, _lfp.Hysteresis_mV));
    }

    [Fact]
    public void Charging_in_the_cold_keeps_to_the_makers_sheets()
    {
        Assert.Equal([0, 50, 150, 400, 450], _lfp.ChargeDerating_ddegC);
        Assert.Equal([0, 400, 1000, 1000, 0], _lfp.ChargeDerating_permille);
    }

    /// <summary>Derating reaches zero where protection trips, so that the limits, not the trips, stop the current.</summary>
    [Fact]
    public void Derating_ends_where_protection_trips()
    {
        Assert.Equal((_lfp.ChargeCold_ddegC, _lfp.ChargeHot_ddegC), (_lfp.ChargeDerating_ddegC[0], _lfp.ChargeDerating_ddegC[^1]));
        Assert.Equal((_lfp.DischargeCold_ddegC, _lfp.DischargeHot_ddegC),
            (_lfp.DischargeDerating_ddegC[0], _lfp.DischargeDerating_ddegC[^1]));
    }

    /// <summary>The window of the cell: 26650 cells of LFP, 2.0 to 3.65 V.</summary>
    [Fact]
    public void Keeps_within_the_window_of_the_cell() =>
        Assert.True(_lfp.ChargeTarget_mV <= 3650 && _lfp.UnderVoltage_mV >= 2000);

    [Fact]
    public void Is_valid() => Assert.Null(_lfp.Validate());
}

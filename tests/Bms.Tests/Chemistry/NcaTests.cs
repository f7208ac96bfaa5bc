using Bms.Chemistry;
using Xunit;

namespace Bms.Tests.Chemistry;

/// <summary>Every limit of the profile, written down a second time: who moves one has to say so here as well.</summary>
public class NcaTests
{
    private readonly ChemistryProfile _nca = Nca.Create();

    [Fact]
    public void Voltages()
    {
        Assert.Equal((4150, 2900), (_nca.ChargeTarget_mV, _nca.Precharge_mV));
        Assert.Equal((4220, 4250, 4130), (_nca.OverVoltageWarning_mV, _nca.OverVoltage_mV, _nca.OverVoltageRelease_mV));
        Assert.Equal((2900, 2700, 3100), (_nca.UnderVoltageWarning_mV, _nca.UnderVoltage_mV, _nca.UnderVoltageRelease_mV));
        Assert.Equal((2000, 15), (_nca.DeepDischarge_mV, _nca.Hysteresis_mV));
    }

    [Fact]
    public void Charging_in_the_cold_keeps_to_the_makers_sheets()
    {
        Assert.Equal([0, 50, 150, 400, 450], _nca.ChargeDerating_ddegC);
        Assert.Equal([0, 200, 400, 1000, 0], _nca.ChargeDerating_permille);
    }

    /// <summary>Derating reaches zero where protection trips, so that the limits, not the trips, stop the current.</summary>
    [Fact]
    public void Derating_ends_where_protection_trips()
    {
        Assert.Equal((_nca.ChargeCold_ddegC, _nca.ChargeHot_ddegC), (_nca.ChargeDerating_ddegC[0], _nca.ChargeDerating_ddegC[^1]));
        Assert.Equal((_nca.DischargeCold_ddegC, _nca.DischargeHot_ddegC),
            (_nca.DischargeDerating_ddegC[0], _nca.DischargeDerating_ddegC[^1]));
    }

    /// <summary>The window of the cell: US18650VTC5A, 2.5 to 4.2 V.</summary>
    [Fact]
    public void Keeps_within_the_window_of_the_cell() =>
        Assert.True(_nca.ChargeTarget_mV <= 4200 && _nca.UnderVoltage_mV >= 2500);

    [Fact]
    public void Is_valid() => Assert.Null(_nca.Validate());
}

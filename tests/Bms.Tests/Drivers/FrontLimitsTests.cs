using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class FrontLimitsTests
{
    /// <summary>What a board does not set must still be in an order that makes sense.</summary>
    [Fact]
    public void Unset_limits_stand_in_their_natural_order()
    {
        var limits = new FrontLimits();
        Assert.True(limits.CellUnder_mV + limits.CellReturn_mV < limits.CellOver_mV - limits.CellReturn_mV);
        Assert.True(limits.DischargeOver_mA < limits.DischargeFast_mA && limits.DischargeFast_mA < limits.Short_mA);
        Assert.True(limits.DischargeOverDelay_ms > limits.DischargeFastDelay_ms);
        Assert.True(limits.ChargeCold_degC < limits.ChargeHot_degC && limits.DischargeCold_degC < limits.DischargeHot_degC);
    }
}

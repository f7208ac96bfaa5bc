using Bms.Chemistry;
using Xunit;

namespace Bms.Tests.Chemistry;

/// <summary>Every number of the profile, written down a second time: who moves one has to say so here as well.</summary>
public class Nmc811Tests
{
    private readonly ChemistryProfile _nmc = Nmc811.Create();

    [Fact]
    public void Voltages()
    {
        Assert.Equal((4150, 3000), (_nmc.ChargeTarget_mV, _nmc.Precharge_mV));
        Assert.Equal((4220, 4250, 4130), (_nmc.OverVoltageWarning_mV, _nmc.OverVoltage_mV, _nmc.OverVoltageRelease_mV));
        Assert.Equal((3000, 2800, 3200), (_nmc.UnderVoltageWarning_mV, _nmc.UnderVoltage_mV, _nmc.UnderVoltageRelease_mV));
        Assert.Equal((2000, 6), (_nmc.DeepDischarge_mV, _nmc.Hysteresis_mV));
    }

    [Fact]
    public void Temperatures()
    {
        Assert.Equal((0, 30, 430, 450),
            (_nmc.ChargeCold_ddegC, _nmc.ChargeColdWarning_ddegC, _nmc.ChargeHotWarning_ddegC, _nmc.ChargeHot_ddegC));
        Assert.Equal((-200, -150, 550, 600),
            (_nmc.DischargeCold_ddegC, _nmc.DischargeColdWarning_ddegC, _nmc.DischargeHotWarning_ddegC, _nmc.DischargeHot_ddegC));
        Assert.Equal(30, _nmc.TemperatureHysteresis_ddegC);
    }

    [Fact]
    public void Derating()
    {
        Assert.Equal([0, 50, 100, 150, 400, 450], _nmc.ChargeDerating_ddegC);
        Assert.Equal([0, 400, 600, 1000, 1000, 0], _nmc.ChargeDerating_permille);
        Assert.Equal([-200, -100, 0, 500, 600], _nmc.DischargeDerating_ddegC);
        Assert.Equal([0, 400, 1000, 1000, 0], _nmc.DischargeDerating_permille);
    }

    /// <summary>Derating reaches zero where protection trips, so that the limits, not the trips, stop the current.</summary>
    [Fact]
    public void Derating_ends_where_protection_trips()
    {
        Assert.Equal((_nmc.ChargeCold_ddegC, _nmc.ChargeHot_ddegC), (_nmc.ChargeDerating_ddegC[0], _nmc.ChargeDerating_ddegC[^1]));
        Assert.Equal((0, 0), (_nmc.ChargeDerating_permille[0], _nmc.ChargeDerating_permille[^1]));
        Assert.Equal((_nmc.DischargeCold_ddegC, _nmc.DischargeHot_ddegC),
            (_nmc.DischargeDerating_ddegC[0], _nmc.DischargeDerating_ddegC[^1]));
        Assert.Equal((0, 0), (_nmc.DischargeDerating_permille[0], _nmc.DischargeDerating_permille[^1]));
    }

    /// <summary>The plating limit of the profile's source, 0.38C at 0 degC and 0.61C at 10 degC, is kept with a factor of two.</summary>
    [Fact]
    public void Cold_charging_keeps_twice_the_distance_from_plating()
    {
        const double FullRate = 0.5;
        Assert.True(FullRate * _nmc.ChargeDerating_permille[2] / 1000 <= 0.61 / 2);
        Assert.True(FullRate * _nmc.ChargeDerating_permille[1] / 1000 <= (0.38 + 0.61) / 2 / 2);
    }

    [Fact]
    public void Open_circuit_voltages()
    {
        Assert.Equal(
        [
            2872, 3028, 3163, 3227, 3280, 3324, 3364, 3396, 3420, 3444, 3465, 3486, 3509, 3530, 3550, 3569, 3584, 3598, 3610, 3621,
            3631, 3642, 3653, 3665, 3679, 3693, 3712, 3731, 3755, 3781, 3806, 3833, 3854, 3874, 3891, 3907, 3924, 3941, 3960, 3980,
            4001, 4023, 4044, 4062, 4076, 4085, 4093, 4103, 4116, 4143, 4175,
        ], _nmc.Ocv_mV);
    }

    /// <summary>
    /// The window of the cell's own specification: LG INR21700-M50, 2.5 to 4.2 V, charging 0 to 45, discharging -20 to 60 degC.
    /// </summary>
    [Fact]
    public void Keeps_within_the_window_of_the_cell()
    {
        Assert.True(_nmc.ChargeTarget_mV <= 4200 && _nmc.UnderVoltage_mV >= 2500);
        Assert.True(_nmc.ChargeCold_ddegC >= 0 && _nmc.ChargeHot_ddegC <= 450);
        Assert.True(_nmc.DischargeCold_ddegC >= -200 && _nmc.DischargeHot_ddegC <= 600);
    }

    [Fact]
    public void Is_valid() => Assert.Null(_nmc.Validate());
}

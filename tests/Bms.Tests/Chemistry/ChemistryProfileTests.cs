using Bms.Chemistry;
using Xunit;

namespace Bms.Tests.Chemistry;

/// <summary>What a profile may not be. Each case changes one thing in a valid one, to the first value that is wrong.</summary>
public class ChemistryProfileTests
{
    private static readonly Dictionary<string, Action<ChemistryProfile>> Mistakes = new()
    {
        ["deep discharge at under-voltage"] = c => c.DeepDischarge_mV = c.UnderVoltage_mV,
        ["under-voltage at its warning"] = c => c.UnderVoltage_mV = c.UnderVoltageWarning_mV,
        ["under-voltage release at the warning"] = c => c.UnderVoltageRelease_mV = c.UnderVoltageWarning_mV,
        ["under-voltage release at the target"] = c => c.UnderVoltageRelease_mV = c.ChargeTarget_mV,
        ["under-voltage release at the over-voltage release"] = c => c.UnderVoltageRelease_mV = c.OverVoltageRelease_mV,
        ["over-voltage release at the warning"] = c => c.OverVoltageRelease_mV = c.OverVoltageWarning_mV,
        ["target at the over-voltage warning"] = c => c.ChargeTarget_mV = c.OverVoltageWarning_mV,
        ["over-voltage at its warning"] = c => c.OverVoltage_mV = c.OverVoltageWarning_mV,
        ["precharge at deep discharge"] = c => c.Precharge_mV = c.DeepDischarge_mV,
        ["precharge at the target"] = c => c.Precharge_mV = c.ChargeTarget_mV,
        ["charge cold at its warning"] = c => c.ChargeCold_ddegC = c.ChargeColdWarning_ddegC,
        ["charge warnings cross"] = c => c.ChargeColdWarning_ddegC = c.ChargeHotWarning_ddegC,
        ["charge hot at its warning"] = c => c.ChargeHot_ddegC = c.ChargeHotWarning_ddegC,
        ["discharge cold at its warning"] = c => c.DischargeCold_ddegC = c.DischargeColdWarning_ddegC,
        ["discharge warnings cross"] = c => c.DischargeColdWarning_ddegC = c.DischargeHotWarning_ddegC,
        ["discharge hot at its warning"] = c => c.DischargeHot_ddegC = c.DischargeHotWarning_ddegC,
        ["no temperature hysteresis"] = c => c.TemperatureHysteresis_ddegC = 0,
        ["too much temperature hysteresis"] = c => c.TemperatureHysteresis_ddegC = 201,
        ["negative voltage hysteresis"] = c => c.Hysteresis_mV = -1,
        ["too much voltage hysteresis"] = c => c.Hysteresis_mV = 201,
        ["charge derating that stands"] = c => c.ChargeDerating_ddegC[1] = c.ChargeDerating_ddegC[0],
        ["charge derating of another length"] = c => c.ChargeDerating_permille = [0, 1000],
        ["charge derating above all"] = c => c.ChargeDerating_permille[3] = 1001,
        ["charge derating below nothing"] = c => c.ChargeDerating_permille[0] = -1,
        ["no charge derating"] = c => c.ChargeDerating_permille = null!,
        ["discharge derating that stands"] = c => c.DischargeDerating_ddegC[4] = c.DischargeDerating_ddegC[3],
        ["discharge derating above all"] = c => c.DischargeDerating_permille[2] = 1001,
        ["no discharge derating"] = c => c.DischargeDerating_ddegC = null!,
        ["charge derating that leaves something at the trip"] = c => c.ChargeDerating_permille[^1] = 1,
        ["discharge derating that begins with something"] = c => c.DischargeDerating_permille[0] = 1,
        ["charge derating that ends behind the trip"] = c => c.ChargeDerating_ddegC[^1] = c.ChargeHot_ddegC + 1,
        ["discharge derating that begins below the trip"] = c => c.DischargeDerating_ddegC[0] = c.DischargeCold_ddegC - 1,
        ["open-circuit voltage that stands"] = c => c.Ocv_mV[50] = c.Ocv_mV[49],
        ["open-circuit voltage of one point"] = c => c.Ocv_mV = [3700],
        ["no open-circuit voltage"] = c => c.Ocv_mV = null!,
    };

    [Theory]
    [InlineData(1, 0)]
    [InlineData(200, 200)]
    public void Takes_the_ends_of_its_ranges(int temperature_ddegC, int voltage_mV)
    {
        ChemistryProfile profile = Nmc811.Create();
        (profile.TemperatureHysteresis_ddegC, profile.Hysteresis_mV) = (temperature_ddegC, voltage_mV);
        Assert.Null(profile.Validate());
    }

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void Refuses(string mistake)
    {
        ChemistryProfile profile = Nmc811.Create();
        Mistakes[mistake](profile);
        Sentences.AssertOne(profile.Validate());
    }
}

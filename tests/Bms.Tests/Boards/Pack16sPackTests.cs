using Bms.Boards;
using Bms.Chemistry;
using Bms.Config;
using Bms.Drivers;
using Bms.Protection;
using Xunit;

namespace Bms.Tests.Boards;

/// <summary>
/// Warning, firmware, chip: in this order in limit and in delay, for every chemistry. What counts is what the chip holds after its
/// rounding, at the worst of its comparators (SLUSE13B, sections 7.23 to 7.26: 25 mV a cell, 2 mV over the shunt below 20 mV, else 2.65).
/// </summary>
public class Pack16sPackTests
{
    private const int Comparator_mV = 25, OverCurrent_mA = 4000;

    public static TheoryData<string> Chemistries => ["NMC811", "NCA", "LFP"];

    [Theory]
    [MemberData(nameof(Chemistries))]
    public void The_configuration_is_accepted(string chemistry)
    {
        PackConfig pack = PackOf(chemistry);
        Assert.Null(pack.Validate());
        Assert.Null(new ChipLimits(pack).Validate(pack));
    }

    [Theory]
    [MemberData(nameof(Chemistries))]
    public void The_chip_opens_at_a_cell_only_beyond_the_firmware_and_later(string chemistry)
    {
        PackConfig pack = PackOf(chemistry);
        ChemistryProfile cell = pack.Chemistry;
        Bq76952Limits held = Held(pack);
        Assert.True(cell.OverVoltageWarning_mV < cell.OverVoltage_mV);
        Assert.True(cell.OverVoltage_mV < held.CellOver_mV - Comparator_mV);
        Assert.InRange(held.CellOver_mV, cell.OverVoltage_mV, cell.OverVoltage_mV + 175);
        Assert.True(cell.UnderVoltageWarning_mV > cell.UnderVoltage_mV);
        Assert.True(cell.UnderVoltage_mV > held.CellUnder_mV + Comparator_mV);
        Assert.True(held.CellUnder_mV > cell.DeepDischarge_mV);
        Assert.True(held.CellOverDelay_ms > Delay_ms(pack, Fault.CellOverVoltage));
        Assert.True(held.CellUnderDelay_ms > Delay_ms(pack, Fault.CellUnderVoltage));
    }

    [Theory]
    [MemberData(nameof(Chemistries))]
    public void Currents_rise_from_warning_over_firmware_to_chip(string chemistry)
    {
        PackConfig pack = PackOf(chemistry);
        Bq76952Limits held = Held(pack);
        Assert.True(pack.ChargeOverCurrentWarning_mA < pack.ChargeOverCurrent_mA);
        Assert.True(pack.ChargeOverCurrent_mA < held.ChargeOver_mA - OverCurrent_mA);
        Assert.True(pack.DischargeOverCurrent_mA < held.DischargeOver_mA - OverCurrent_mA);
        Assert.True(pack.DischargePeakCurrent_mA < held.DischargeFast_mA - OverCurrent_mA);
        Assert.True(held.DischargeFast_mA < held.Short_mA * 85 / 100);
        Assert.True(held.ChargeOverDelay_ms > Delay_ms(pack, Fault.ChargeOverCurrent));
        Assert.True(held.DischargeOverDelay_ms > Delay_ms(pack, Fault.DischargeOverCurrent));
    }

    [Theory]
    [MemberData(nameof(Chemistries))]
    public void What_is_too_fast_for_the_firmware_belongs_to_the_chip(string chemistry)
    {
        PackConfig pack = PackOf(chemistry);
        Bq76952Limits held = Held(pack);
        Assert.True(held.DischargeFastDelay_ms < pack.Tick_ms);
        Assert.True(held.ShortDelay_us < 1000);

        // A sensor that ends below what the chip opens at would show less than there is.
        Assert.True(new Ina228CurrentSensor(null, Pack16s.Shunt_uohm).Range_mA > held.Short_mA);
    }

    [Theory]
    [MemberData(nameof(Chemistries))]
    public void Temperatures_of_the_chip_lie_outside_those_of_the_firmware(string chemistry)
    {
        PackConfig pack = PackOf(chemistry);
        ChemistryProfile cell = pack.Chemistry;
        Bq76952Limits held = Held(pack);
        Assert.True(cell.ChargeHotWarning_ddegC < cell.ChargeHot_ddegC && cell.ChargeHot_ddegC < held.ChargeHot_degC * 10);
        Assert.True(cell.DischargeHotWarning_ddegC < cell.DischargeHot_ddegC && cell.DischargeHot_ddegC < held.DischargeHot_degC * 10);
        Assert.True(cell.ChargeCold_ddegC > held.ChargeCold_degC * 10);
        Assert.True(cell.DischargeCold_ddegC > held.DischargeCold_degC * 10);
        Assert.True(held.TemperatureDelay_s * 1000 > Delay_ms(pack, Fault.ChargeOverTemperature));
    }

    [Fact]
    public void The_heat_of_bleeding_stays_within_what_the_board_stands()
    {
        // 4.2 V through 68 ohm is 0.26 W a cell.
        double bleed_A = 4.2 / (20 + 20 + 28);
        Assert.InRange(Pack16s.Bleed_mA, (bleed_A * 1000) - 1, (bleed_A * 1000) + 1);
        Assert.True(bleed_A * 4.2 * Pack16s.MostBleeding < 2.2);
    }

    private static PackConfig PackOf(string chemistry) => Pack16s.PackOf(chemistry switch
    {
        "NCA" => Nca.Create(),
        "LFP" => Lfp.Create(),
        _ => Nmc811.Create(),
    });

    private static Bq76952Limits Held(PackConfig pack) => new Bq76952Settings(Pack16s.Limits(pack)).Held;

    // What the firmware needs: the samples of its row, two conversions of the INA228 (34 ms), and the transfers of a cycle.
    private static int Delay_ms(PackConfig pack, Fault fault)
    {
        var table = new ProtectionTable(new PackSample(pack.CellCount, pack.ProbeCount), pack);
        int samples = table.Rows[(int)fault].DelaySamples;
        int period_ms = fault == Fault.ChargeOverTemperature ? 1100 : pack.Tick_ms;
        return (samples * period_ms) + 80;
    }
}

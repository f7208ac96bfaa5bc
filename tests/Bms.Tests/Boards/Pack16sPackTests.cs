using Bms.Boards;
using Bms.Chemistry;
using Bms.Config;
using Bms.Drivers;
using Bms.Protection;
using Xunit;

namespace Bms.Tests.Boards;

/// <summary>
/// Warning, firmware, chip: in this order in limit and in delay, for every chemistry and every chip at the cells. What counts is what the
/// chip holds after its rounding, at the worst of its comparators: BQ76952 25 mV a cell, 2 mV over the shunt below 20 mV, else 2.65
/// (SLUSE13B, sections 7.23 to 7.26); BQ76940 40 mV a cell, which it shares with the firmware's readings (SLUSBK2I, section 7.5).
/// </summary>
public class Pack16sPackTests
{
    private const int OverCurrent_mA = 4000;

    public static TheoryData<string, string> All => new MatrixTheoryData<string, string>(["BQ76952", "BQ76940"], ["NMC811", "NCA", "LFP"]);

    public static TheoryData<string> Chemistries => ["NMC811", "NCA", "LFP"];

    [Theory]
    [MemberData(nameof(All))]
    public void The_configuration_is_accepted(string front, string chemistry)
    {
        FrontChip chip = ChipOf(front);
        PackConfig pack = PackOf(chip, chemistry);
        Assert.Null(pack.Validate());
        Assert.Null(new ChipLimits(pack, chip.Comparator_mV).Validate(pack));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_chip_opens_at_a_cell_only_beyond_the_firmware_and_later(string front, string chemistry)
    {
        FrontChip chip = ChipOf(front);
        PackConfig pack = PackOf(chip, chemistry);
        ChemistryProfile cell = pack.Chemistry;
        foreach (FrontLimits held in Held(chip, pack))
        {
            Assert.True(cell.OverVoltageWarning_mV < cell.OverVoltage_mV);
            Assert.True(cell.OverVoltage_mV < held.CellOver_mV - chip.Comparator_mV);
            Assert.InRange(held.CellOver_mV, cell.OverVoltage_mV, cell.OverVoltage_mV + 175);
            Assert.True(cell.UnderVoltageWarning_mV > cell.UnderVoltage_mV);
            Assert.True(cell.UnderVoltage_mV > held.CellUnder_mV + chip.Comparator_mV);
            Assert.True(held.CellUnder_mV > cell.DeepDischarge_mV);
            Assert.True(held.CellOverDelay_ms > Delay_ms(pack, Fault.CellOverVoltage, chip));
            Assert.True(held.CellUnderDelay_ms > Delay_ms(pack, Fault.CellUnderVoltage, chip));
        }
    }

    /// <summary>A chip that scans four times a second must not take three times as long for it.</summary>
    [Theory]
    [InlineData(Fault.CellOverVoltage, 3, 2)]
    [InlineData(Fault.CellUnderVoltage, 5, 2)]
    [InlineData(Fault.CellSpread, 5, 2)]
    [InlineData(Fault.DischargeOverCurrent, 3, 3)]
    public void Fewer_samples_of_a_slow_chip_make_the_delay_of_a_cell_s_row(Fault fault, int samples, int ofSlow)
    {
        Assert.Equal(samples, Row(new Bq76952Front(), fault).DelaySamples);
        Assert.Equal(ofSlow, Row(new Bq76940Front(), fault).DelaySamples);
    }

    private static ProtectionRow Row(FrontChip chip, Fault fault)
    {
        PackConfig pack = PackOf(chip, "NMC811");
        return new ProtectionTable(new PackSample(pack.CellCount, pack.ProbeCount), pack).Rows[(int)fault];
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_discharge_rises_from_warning_over_firmware_to_chip(string front, string chemistry)
    {
        FrontChip chip = ChipOf(front);
        PackConfig pack = PackOf(chip, chemistry);
        foreach (FrontLimits held in Held(chip, pack))
        {
            Assert.True(pack.DischargeOverCurrentWarning_mA < pack.DischargeOverCurrent_mA);
            Assert.True(pack.DischargeOverCurrent_mA < held.DischargeOver_mA - OverCurrent_mA);
            Assert.True(held.DischargeOverDelay_ms > Delay_ms(pack, Fault.DischargeOverCurrent, chip));

            // A short circuit is beyond every current that the firmware allows for a cycle, at the worst of its comparator, and faster.
            Assert.True(pack.DischargePeakCurrent_mA < held.Short_mA * 80 / 100);
            Assert.True(held.ShortDelay_us < 1000);

            // A sensor that ends below what the chip opens at would show less than there is.
            Assert.True(new Ina228CurrentSensor(null, Pack16s.Shunt_uohm).Range_mA > held.Short_mA);
        }
    }

    [Theory]
    [MemberData(nameof(Chemistries))]
    public void The_BQ76952_stands_behind_a_charge_and_before_a_short_circuit_too(string chemistry)
    {
        FrontChip chip = new Bq76952Front();
        PackConfig pack = PackOf(chip, chemistry);
        FrontLimits held = Held(chip, pack).Single();
        Assert.True(pack.ChargeOverCurrentWarning_mA < pack.ChargeOverCurrent_mA);
        Assert.True(pack.ChargeOverCurrent_mA < held.ChargeOver_mA - OverCurrent_mA);
        Assert.True(held.ChargeOverDelay_ms > Delay_ms(pack, Fault.ChargeOverCurrent, chip));
        Assert.True(pack.DischargePeakCurrent_mA < held.DischargeFast_mA - OverCurrent_mA);
        Assert.True(held.DischargeFast_mA < held.Short_mA * 85 / 100);
        Assert.True(held.DischargeFastDelay_ms < pack.Tick_ms);
    }

    [Theory]
    [MemberData(nameof(Chemistries))]
    public void Temperatures_of_the_BQ76952_lie_outside_those_of_the_firmware(string chemistry)
    {
        FrontChip chip = new Bq76952Front();
        PackConfig pack = PackOf(chip, chemistry);
        ChemistryProfile cell = pack.Chemistry;
        FrontLimits held = Held(chip, pack).Single();
        Assert.True(cell.ChargeHotWarning_ddegC < cell.ChargeHot_ddegC && cell.ChargeHot_ddegC < held.ChargeHot_degC * 10);
        Assert.True(cell.DischargeHotWarning_ddegC < cell.DischargeHot_ddegC && cell.DischargeHot_ddegC < held.DischargeHot_degC * 10);
        Assert.True(cell.ChargeCold_ddegC > held.ChargeCold_degC * 10);
        Assert.True(cell.DischargeCold_ddegC > held.DischargeCold_degC * 10);
        Assert.True(held.TemperatureDelay_s * 1000 > Delay_ms(pack, Fault.ChargeOverTemperature, chip));
    }

    private static FrontChip ChipOf(string name) => name == "BQ76940" ? new Bq76940Front() : new Bq76952Front();

    private static PackConfig PackOf(FrontChip chip, string chemistry) => Pack16s.PackOf(
        chemistry switch
        {
            "NCA" => Nca.Create(),
            "LFP" => Lfp.Create(),
            _ => Nmc811.Create(),
        },
        chip);

    // What a BQ76940 holds depends on its factory trim: the ends of it, and a usual one.
    private static IEnumerable<FrontLimits> Held(FrontChip chip, PackConfig pack)
    {
        FrontLimits asked = Pack16s.Limits(pack, chip);
        if (chip is Bq76952Front)
        {
            yield return new Bq76952Settings(asked).Held;
            yield break;
        }

        foreach ((int gain_uV, int offset_mV) in ((int, int)[])[(365, -30), (382, 47), (396, 60)])
        {
            var settings = new Bq76940Settings(asked);
            settings.Fill(gain_uV, offset_mV);
            yield return settings.Held;
        }
    }

    // What the firmware needs: the samples of its row, two conversions of the slowest chip behind it, and the transfers of a cycle.
    private static int Delay_ms(PackConfig pack, Fault fault, FrontChip chip)
    {
        var table = new ProtectionTable(new PackSample(pack.CellCount, pack.ProbeCount), pack);
        ProtectionRow row = table.Rows[(int)fault];
        bool ofCells = fault is Fault.CellOverVoltage or Fault.CellUnderVoltage;
        int scan_ms = (chip.Scan_ms + pack.Tick_ms - 1) / pack.Tick_ms * pack.Tick_ms;
        int period_ms = fault == Fault.ChargeOverTemperature ? 1100 : ofCells ? scan_ms : pack.Tick_ms;
        return (row.DelaySamples * period_ms) + (ofCells && scan_ms > pack.Tick_ms ? 2 * scan_ms : 0) + 80;
    }
}

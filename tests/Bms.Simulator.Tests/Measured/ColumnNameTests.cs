using Bms.Simulator.Measured;
using Xunit;

namespace Bms.Simulator.Tests.Measured;

public class ColumnNameTests
{
    [Theory]
    [InlineData("t_s", "Time", 0, 2.0, 2.0)]
    [InlineData("Time [min]", "Time", 0, 2.0, 120.0)]
    [InlineData("Test Time (s)", "Time", 0, 2.0, 2.0)]
    [InlineData("current_A", "Current", 0, -5.0, -5.0)]
    [InlineData("I(mA)", "Current", 0, 1500.0, 1.5)]
    [InlineData("voltage_V", "Voltage", 0, 3.7, 3.7)]
    [InlineData("\"U [mV]\"", "Voltage", 0, 3700.0, 3.7)]
    [InlineData("cell12_V", "Voltage", 12, 3.7, 3.7)]
    [InlineData("cell_3_voltage_mV", "Voltage", 3, 3700.0, 3.7)]
    [InlineData("V_81", "Voltage", 81, 3.7, 3.7)]
    [InlineData("T_degC", "Temperature", 0, 25.0, 25.0)]
    [InlineData("temperature_K", "Temperature", 0, 298.15, 25.0)]
    [InlineData("temp3_ddegC", "Temperature", 3, 253.0, 25.3)]
    [InlineData("NTC2", "Temperature", 2, 25.0, 25.0)]
    [InlineData("BMS_CellVolt01", "Voltage", 1, 3.7, 3.7)]
    [InlineData("Voltage of cell 4", "Voltage", 4, 3.7, 3.7)]
    [InlineData("Battery Cell 07 Voltage (mV)", "Voltage", 7, 3700.0, 3.7)]
    [InlineData("Temp (\u00b0C)", "Temperature", 0, 25.0, 25.0)]
    [InlineData("temp2_degF", "Temperature", 2, 77.0, 25.0)]
    [InlineData("Aux_Temperature_1(C)", "Temperature", 0, 25.0, 25.0)]
    [InlineData("X-averaged cell temperature [K]", "Temperature", 0, 298.15, 25.0)]
    [InlineData("T (\uFFFDC)", "Temperature", 0, 25.0, 25.0)]
    [InlineData("Battery_Temp_degC", "Temperature", 0, 25.0, 25.0)]
    [InlineData("test_time_second", "Time", 0, 2.0, 2.0)]
    [InlineData("current_ampere", "Current", 0, -5.0, -5.0)]
    [InlineData("voltage_volt", "Voltage", 0, 3.7, 3.7)]
    [InlineData("Ewe/V", "Voltage", 0, 3.7, 3.7)]
    [InlineData("Voltage_measured", "Voltage", 0, 3.7, 3.7)]
    [InlineData("soc_ref", "SocRef", 0, 0.5, 0.5)]
    [InlineData("soc_ref_pct", "SocRef", 0, 50.0, 0.5)]
    public void A_head_says_what_a_column_holds_and_in_which_unit(string head, string kind, int number, double field, double value)
    {
        ColumnName name = ColumnName.Of(head);
        Assert.Equal(kind, name.Kind.ToString());
        Assert.Equal(number, name.Number);
        Assert.Equal(value, name.Read(field.ToString("R", System.Globalization.CultureInfo.InvariantCulture)), 9);
    }

    [Theory]
    [InlineData("pack_V")]
    [InlineData("Capacity (Ah)")]
    [InlineData("soc")]
    [InlineData("Power(W)")]
    [InlineData("Ambient Temperature / degC")]
    [InlineData("Step_Time(s)")]
    [InlineData("")]
    public void Other_columns_are_left_alone(string head) => Assert.Equal(ColumnKind.Other, ColumnName.Of(head).Kind);

    [Fact]
    public void Hours_since_the_start_may_be_more_than_a_day_has() =>
        Assert.Equal(90_061.5, ColumnName.Of("Time(h:min:s.ms)").Read("25:01:01.5"), 6);

    [Fact]
    public void A_time_of_day_becomes_seconds() => Assert.Equal(
        61.0, ColumnName.Of("timestamp").Read("2021-05-05 09:11:01") - ColumnName.Of("timestamp").Read("2021-05-05 09:10:00"), 6);
}

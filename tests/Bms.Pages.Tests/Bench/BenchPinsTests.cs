using System.Globalization;
using System.Text.RegularExpressions;
using Bms.Pages.Bench;
using Bms.Simulator.Bench;
using Xunit;

namespace Bms.Pages.Tests.Bench;

/// <summary>The pins on the page are those of the simulated board and of the two apps, which the page does not take them from.</summary>
public partial class BenchPinsTests
{
    private static readonly Dictionary<string, string> s_stm32Names = new()
    {
        ["ChargeGate"] = "GATE C", ["DischargeGate"] = "GATE D", ["ChargeState"] = "STATE C", ["DischargeState"] = "STATE D",
        ["ChargerDisable"] = "CE", ["Heartbeat"] = "BEAT", ["chargeRequest"] = "ASK C", ["dischargeRequest"] = "ASK D",
    };

    [Theory]
    [InlineData("GATE C", Bench4sHardware.ChargeGatePin)]
    [InlineData("GATE D", Bench4sHardware.DischargeGatePin)]
    [InlineData("STATE C", Bench4sHardware.ChargeStatePin)]
    [InlineData("STATE D", Bench4sHardware.DischargeStatePin)]
    [InlineData("CE", Bench4sHardware.ChargerDisablePin)]
    [InlineData("BEAT", Bench4sHardware.HeartbeatPin)]
    public void The_simulated_board_has_them(string signal, int gpio) => Assert.Equal(gpio, BenchPins.Of(signal).Esp32);

    [Theory]
    [InlineData("SDA", "I2cData")]
    [InlineData("SCL", "I2cClock")]
    [InlineData("ASK C", "ChargeRequest")]
    [InlineData("ASK D", "DischargeRequest")]
    public void The_app_of_the_ESP32_has_the_others(string signal, string constant)
    {
        Match match = Regex.Match(Tree.Read("firmware/Esp32/Program.cs"), $@"const int {constant} = (\d+);");
        Assert.Equal(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), BenchPins.Of(signal).Esp32);
    }

    [Fact]
    public void The_app_of_the_STM32_has_the_same_Arduino_pins_and_their_ports()
    {
        MatchCollection lines = Stm32Line().Matches(Tree.Read("firmware/Stm32/Program.cs"));
        Assert.Equal(s_stm32Names.Count, lines.Count);
        Assert.All(lines, line =>
        {
            string arduino = line.Groups["arduino"].Value;
            Assert.Equal(arduino, BenchPins.Of(s_stm32Names[line.Groups["name"].Value]).Arduino);
            Assert.Equal($"P{line.Groups["port"].Value}{line.Groups["pin"].Value}", BenchPins.Stm32[arduino]);
        });
    }

    [Fact]
    public void No_signal_is_on_a_pin_that_says_how_the_ESP32_starts_nor_an_output_on_one_that_can_only_read()
    {
        Assert.All(BenchPins.Signals, signal => Assert.DoesNotContain(signal.Esp32, BenchPins.Forbidden));
        Assert.All(BenchPins.Signals.Where(signal => signal.Drives), signal => Assert.InRange(signal.Esp32, 0, 33));
        Assert.Equal(BenchPins.Signals.Count, BenchPins.Signals.Select(signal => signal.Esp32).Distinct().Count());
        Assert.Equal(BenchPins.Signals.Count, BenchPins.Signals.Select(signal => signal.Arduino).Distinct().Count());
    }

    [GeneratedRegex(@"(?:bench\.|int )(?<name>\w+) = Port(?<port>[A-K]) \+ (?<pin>\d+); // (?:Arduino )?(?<arduino>D\d+)")]
    private static partial Regex Stm32Line();
}

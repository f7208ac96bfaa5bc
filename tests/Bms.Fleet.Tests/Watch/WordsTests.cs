using Bms.Fleet.Watch;
using Bms.Protection;
using Bms.Records;
using Xunit;

namespace Bms.Fleet.Tests.Watch;

public class WordsTests
{
    [Fact]
    public void Every_row_of_the_firmware_has_a_name_of_its_own_in_words()
    {
        string[] names = [.. Enum.GetValues<Fault>().Select(f => Words.Fault((int)f))];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, n => Assert.Matches("^[a-z]+( [a-z]+)+$", n));
        Assert.Equal("row 60", Words.Fault(60));
    }

    [Theory]
    [InlineData(Fault.CellUnderVoltage, 2, 2790, "cell under voltage raised on cell 3 at 2790 mV")]
    [InlineData(Fault.CellDeepDischarge, 0, 1500, "cell deep discharge raised on cell 1 at 1500 mV")]
    [InlineData(Fault.ChargeUnderTemperature, 1, -15, "charge under temperature raised on probe 2 at -1.5 degC")]
    [InlineData(Fault.DischargePeakCurrent, 0, -20_500, "discharge peak current raised at -20.500 A")]
    [InlineData(Fault.ChargeOverCurrentWarning, 0, 3001, "charge over current warning raised at 3.001 A")]
    [InlineData(Fault.CellSensorLost, 3, 501, "cell sensor lost raised on cell 4, last good value 501 ms old")]
    [InlineData(Fault.TemperatureSensorLost, 0, 2001, "temperature sensor lost raised on probe 1, last good value 2001 ms old")]
    [InlineData(Fault.CurrentSensorLost, 0, 401, "current sensor lost raised, last good value 401 ms old")]
    [InlineData(Fault.CellSpreadSilent, 0, 1000, "cell spread silent raised, last good value 1000 ms old")]
    [InlineData(Fault.CurrentImplausible, 0, 1, "current implausible raised")]
    [InlineData(Fault.ChargeFailed, 0, 1, "charge failed raised")]
    [InlineData(Fault.TelemetrySilent, 0, 1, "telemetry silent raised")]
    [InlineData(Fault.OpenSwitchCurrent, 0, 1, "open switch current raised")]
    [InlineData(Fault.CellSumImplausible, 0, 250, "cell sum implausible raised at 250 mV")]
    [InlineData(Fault.CellSpread, 0, 601, "cell spread raised at 601 mV")]
    [InlineData(Fault.SwitchMismatch, 0, 1, "switch mismatch raised")]
    [InlineData(Fault.LoopStalled, 0, 1200, "loop stalled raised after 1200 ms")]
    [InlineData((Fault)60, 1, 5, "row 60 raised with value 5")]
    public void An_event_is_a_sentence_with_the_unit_of_its_row(Fault row, int channel, int value, string expected)
    {
        EventFacts facts = new() { Row = (int)row, Raised = true, Channel = channel, Value = value };
        Assert.Equal(expected, Words.Sentence(facts));
        Assert.Contains("cleared", Words.Sentence(facts with { Raised = false }), StringComparison.Ordinal);
    }

    [Fact]
    public void Modes_and_verdicts_have_names()
    {
        Assert.Equal(["self test", "standby", "charge", "discharge", "fault", "mode 5"], Enumerable.Range(0, 6).Select(Words.Mode));
        Assert.Equal("accepted_after_gap", Words.Snake(RecordVerdict.AcceptedAfterGap));
        Assert.Equal(["cell over voltage warning", "cell under voltage", "row 62"], Words.Faults(0b1001 | (1L << 62)));
    }
}

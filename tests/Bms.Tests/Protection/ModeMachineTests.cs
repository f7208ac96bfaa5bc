using Bms.Protection;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>All 120 combinations of mode, request, allowed directions and readiness against a table written by hand.</summary>
public class ModeMachineTests
{
    /// <summary>
    /// Key: ready or not, then the allowed directions, then the request. Value: the next mode from each present mode in the order
    /// SelfTest, Standby, Charge, Discharge, Fault, with T = SelfTest, S = Standby, C = Charge, D = Discharge, F = Fault.
    /// </summary>
    private static readonly Dictionary<string, string> Next = new()
    {
        ["waiting none Standby"] = "FFFFF",
        ["waiting none Charge"] = "FFFFF",
        ["waiting none Discharge"] = "FFFFF",
        ["waiting charge Standby"] = "TTTTT",
        ["waiting charge Charge"] = "TTTTT",
        ["waiting charge Discharge"] = "TTTTT",
        ["waiting discharge Standby"] = "TTTTT",
        ["waiting discharge Charge"] = "TTTTT",
        ["waiting discharge Discharge"] = "TTTTT",
        ["waiting both Standby"] = "TTTTT",
        ["waiting both Charge"] = "TTTTT",
        ["waiting both Discharge"] = "TTTTT",
        ["ready none Standby"] = "FFFFF",
        ["ready none Charge"] = "FFFFF",
        ["ready none Discharge"] = "FFFFF",
        ["ready charge Standby"] = "SSSSF",
        ["ready charge Charge"] = "CCCCC",
        ["ready charge Discharge"] = "FFFFF",
        ["ready discharge Standby"] = "SSSSF",
        ["ready discharge Charge"] = "FFFFF",
        ["ready discharge Discharge"] = "DDDDD",
        ["ready both Standby"] = "SSSSS",
        ["ready both Charge"] = "CCCCC",
        ["ready both Discharge"] = "DDDDD",
    };

    public static TheoryData<string> Cases => [.. Next.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void Goes_to_the_mode_of_the_table(string situation)
    {
        string[] words = situation.Split(' ');
        bool charge = words[1] is "charge" or "both";
        bool discharge = words[1] is "discharge" or "both";
        foreach (Mode from in Enum.GetValues<Mode>())
        {
            ModeMachine machine = new();
            PackState state = new() { Mode = from, ChargeAllowed = charge, DischargeAllowed = discharge };
            machine.Ask(Enum.Parse<Request>(words[2]));
            machine.Step(words[0] == "ready", state);

            char expected = Next[situation][(int)from];
            Assert.Equal("TSCDF".IndexOf(expected), (int)state.Mode);
            Assert.Equal(expected is 'C' or 'D' && charge, state.ChargeCommand);
            Assert.Equal(expected is 'C' or 'D' && discharge, state.DischargeCommand);
            Assert.Equal(expected == 'F' ? Request.Standby : Enum.Parse<Request>(words[2]), machine.Request);
        }
    }

    [Fact]
    public void The_table_holds_every_combination() => Assert.Equal(2 * 4 * 3, Next.Count);

    [Fact]
    public void After_a_trip_nothing_closes_until_somebody_asks_again()
    {
        ModeMachine machine = new();
        PackState state = new() { Mode = Mode.Standby, ChargeAllowed = true, DischargeAllowed = true };
        machine.Ask(Request.Discharge);
        machine.Step(true, state);
        Assert.True(state.DischargeCommand);

        state.DischargeAllowed = false;
        machine.Step(true, state);
        state.DischargeAllowed = true;
        for (int i = 0; i < 100; i++)
        {
            machine.Step(true, state);
            Assert.False(state.ChargeCommand || state.DischargeCommand);
        }

        machine.Ask(Request.Discharge);
        machine.Step(true, state);
        Assert.True(state.DischargeCommand);
    }
}

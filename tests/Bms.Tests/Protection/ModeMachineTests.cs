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

    private const long Everything = -1, Rows = 0b110, OneOfThem = 0b010;

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
            machine.Ask(Enum.Parse<Request>(words[2]), Everything);
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
        machine.Ask(Request.Discharge, Everything);
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

        machine.Ask(Request.Discharge, Everything);
        machine.Step(true, state);
        Assert.True(state.DischargeCommand);
    }

    /// <summary>
    /// Feedback into a full pack opened the charge switch and five seconds later, when the row had cleared, closed it again, and again.
    /// </summary>
    [Theory]
    [InlineData(Request.Discharge)]
    [InlineData(Request.Charge)]
    public void A_direction_that_was_not_asked_for_stays_open_after_its_trip_until_somebody_asks(Request request)
    {
        ModeMachine machine = new();
        PackState state = Allowed();
        machine.Ask(request, Everything);
        machine.Step(true, state);
        Assert.True(state.ChargeCommand && state.DischargeCommand);

        Forbid(state, request == Request.Charge ? Request.Discharge : Request.Charge, Rows);
        machine.Step(true, state);
        Assert.Equal((request == Request.Charge, request == Request.Discharge), (state.ChargeCommand, state.DischargeCommand));
        Assert.Equal(request == Request.Charge ? Mode.Charge : Mode.Discharge, state.Mode);
        Allow(state);
        for (int i = 0; i < 1000; i++)
        {
            machine.Step(true, state);
            Assert.Equal((request == Request.Charge, request == Request.Discharge), (state.ChargeCommand, state.DischargeCommand));
        }

        machine.Ask(request, Everything);
        machine.Step(true, state);
        Assert.True(state.ChargeCommand && state.DischargeCommand);
    }

    [Theory]
    [InlineData(0L, false)]
    [InlineData(OneOfThem, false)]
    [InlineData(Rows, true)]
    public void Who_asks_must_be_allowed_to_clear_every_row_that_opened_the_direction(long clearable, bool closes)
    {
        ModeMachine machine = new();
        PackState state = Allowed();
        Forbid(state, Request.Discharge, Rows);
        machine.Step(true, state);
        Allow(state);
        machine.Ask(Request.Discharge, clearable);
        machine.Step(true, state);
        Assert.Equal(closes, state.DischargeCommand);
        Assert.Equal(closes ? Mode.Discharge : Mode.Fault, state.Mode);
        Assert.Equal(Rows & ~clearable, state.DischargeHeldBy);
    }

    [Fact]
    public void Asking_while_the_cause_is_there_leaves_the_direction_held()
    {
        ModeMachine machine = new();
        PackState state = Allowed();
        Forbid(state, Request.Charge, Rows);
        machine.Ask(Request.Discharge, Everything);
        machine.Step(true, state);
        Allow(state);
        machine.Step(true, state);
        Assert.Equal((false, true, Rows), (state.ChargeCommand, state.DischargeCommand, state.ChargeHeldBy));
    }

    private static PackState Allowed() => new() { Mode = Mode.Standby, ChargeAllowed = true, DischargeAllowed = true };

    private static void Allow(PackState state)
    {
        (state.ChargeAllowed, state.DischargeAllowed) = (true, true);
        (state.ChargeForbiddenBy, state.DischargeForbiddenBy) = (0, 0);
    }

    private static void Forbid(PackState state, Request direction, long rows)
    {
        bool charge = direction == Request.Charge;
        (state.ChargeAllowed, state.DischargeAllowed) = (!charge, charge);
        (state.ChargeForbiddenBy, state.DischargeForbiddenBy) = (charge ? rows : 0, charge ? 0 : rows);
    }
}

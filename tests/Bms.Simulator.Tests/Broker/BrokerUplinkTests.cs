using Bms.Mqtt;
using Bms.Simulator.Broker;
using Bms.Simulator.Commands;
using Bms.Simulator.Scenarios;
using Bms.Tests.Brokers;
using Xunit;

namespace Bms.Simulator.Tests.Broker;

/// <summary>A scenario whose records go to a real mosquitto and are verified as it hands them out.</summary>
public class BrokerUplinkTests
{
    [Fact]
    public void A_scenario_publishes_to_a_real_broker_that_is_stopped_twice_and_loses_nothing()
    {
        using Mosquitto broker = new();
        RunResult result;
        int stops = 0;
        using (RealBroker real = new(new MqttAddress("127.0.0.1", broker.Port, IsTls: false)))
        {
            result = new ScenarioRunner(Catalogue.Open("network-outage-loses-no-event"), real)
            {
                Progress = done =>
                {
                    if (done > 0.33 * (stops + 1) && stops < 2)
                    {
                        stops++;
                        broker.Stop();
                        broker.Start();
                    }
                },
            }.Run();
        }

        Assert.Equal(2, stops);
        Assert.True(result.Holds, string.Join('\n', result.Outcomes.Select(o => o.Text + ": " + o.Verdict.Found)));
        RecordCounts counts = result.Records;
        Assert.True(counts.Published > 20);
        Assert.Equal((0L, 0L), (counts.Refused, counts.Missing));

        // At least once: a broker that stops between a message and its acknowledgement hands it out again.
        Assert.InRange(counts.Verified + counts.Repeated, counts.Published, counts.Published + 20);
    }

    [Fact]
    public void What_a_broker_sees_is_what_the_virtual_one_would_have_seen()
    {
        using Mosquitto broker = new();
        Scenario scenario = Catalogue.Open("short-circuit-opens-after-one-sample");
        RunResult expected = new ScenarioRunner(scenario).Run();
        using RealBroker real = new(new MqttAddress("127.0.0.1", broker.Port, IsTls: false));
        RunResult result = new ScenarioRunner(scenario, real).Run();
        Assert.Equal(expected.Outcomes, result.Outcomes);
        Assert.Equal(expected.Events, result.Events);
        Assert.Equal(result.Records.Published, result.Records.Verified);
    }

    [Fact]
    public void A_broker_that_is_not_there_is_one_line_and_exit_code_1()
    {
        StringWriter output = new();
        StringWriter error = new();
        string[] run = ["run", "short-circuit-opens-after-one-sample", "--mqtt"];
        Assert.Equal(1, CommandLine.Run([.. run, "mqtt://127.0.0.1:1"], output, error));
        Assert.Equal(2, CommandLine.Run([.. run, "http://127.0.0.1"], output, error));
        string[] lines = error.ToString().TrimEnd('\n').Split('\n');
        Assert.StartsWith("127.0.0.1:1: no connection, ", lines[0], StringComparison.Ordinal);
        Assert.Contains("only mqtt://HOST[:PORT]", lines[1], StringComparison.Ordinal);
        Assert.Equal((2, ""), (lines.Length, output.ToString()));
    }
}

using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Bms.Mqtt;
using Bms.Mqtt.Broker;
using Bms.Simulator.Broker;
using Bms.Simulator.Commands;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Tests.Scenarios;
using Bms.Tests.Brokers;
using Xunit;

namespace Bms.Simulator.Tests.Broker;

/// <summary>
/// A scenario whose records go to a real broker through the board's own code, and are verified as the broker hands them out: a mosquitto
/// where one is installed, and the loopback broker everywhere.
/// </summary>
public sealed class BrokerUplinkTests : IDisposable
{
    private const string Drive = """
        {
          "title": "An hour for a test", "why": "Made for a test.", "duration": "01:00:00", "initial_soc": 0.9, "seed": 1,
          "timeline": [ { "at_s": 10, "ask": "Discharge" }, { "at_s": 600, "drive_cycle": "town" } ],
          "expect": [ { "expect": "no-rows" }, { "expect": "records", "verified_min": 150 } ]
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("uplink");
    private readonly TestAuthority _authority = new("Test authority");
    private readonly TestAuthority _stranger = new("Another authority");

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_mosquitto_that_is_killed_and_started_again_twice_loses_nothing_and_doubles_nothing() =>
        PlayWithDeathsOfMosquitto(Samples.Read(Drive), 150);

    [Fact(Explicit = true)]
    public void A_day_with_a_mosquitto_that_is_killed_and_started_again_twice_loses_nothing_and_doubles_nothing() =>
        PlayWithDeathsOfMosquitto(Catalogue.Open("a-quiet-day"), 4000);

    [Fact]
    public void A_broker_that_forgets_everything_when_it_is_killed_loses_nothing_and_doubles_nothing()
    {
        using LoopbackBroker broker = new();
        PlayWithDeaths(Samples.Read(Drive), 150, broker.Port, () =>
        {
            broker.Faults.AcknowledgementsToLose = 2;
            broker.Kill(forget: true);
            broker.Start();
        });
    }

    [Theory]
    [InlineData("lost acknowledgements")]
    [InlineData("doubled acknowledgements")]
    [InlineData("slow")]
    [InlineData("refusing at first")]
    public void A_broker_that_misbehaves_costs_time_and_no_record(string how)
    {
        using LoopbackBroker broker = new();
        using RealBroker real = new(Address(broker.Port));
        broker.Faults.AcknowledgementsToLose = how[0] == 'l' ? 2 : 0;
        broker.Faults.AcknowledgementsToDouble = how[0] == 'd' ? 50 : 0;
        broker.Faults.Slowness_ms = how[0] == 's' ? 10 : 0;
        broker.Faults.RefusesWith = how[0] == 'r' ? 3 : 0;
        using Timer mercy = new(_ => broker.Faults.RefusesWith = 0, null, 1500, Timeout.Infinite);
        RunResult result = new ScenarioRunner(Catalogue.Open("network-outage-loses-no-event"), real).Run();
        Check(result, 20);
    }

    [Fact]
    public void What_a_broker_sees_is_what_the_virtual_one_would_have_seen()
    {
        using LoopbackBroker broker = new();
        Scenario scenario = Catalogue.Open("short-circuit-opens-after-one-sample");
        RunResult expected = new ScenarioRunner(scenario).Run();
        using RealBroker real = new(Address(broker.Port));
        RunResult result = new ScenarioRunner(scenario, real).Run();
        Assert.Equal(expected.Outcomes, result.Outcomes);
        Assert.Equal(expected.Events, result.Events);
        Assert.Equal(result.Records.Published, result.Records.Verified);
    }

    [Fact]
    public void With_TLS_both_sides_show_certificates()
    {
        using LoopbackBroker broker = new(ServerTls());
        (string certificate, string key) = _authority.WriteClient(_folder.FullName, "device");
        (int code, string output, string error) = Run(
            $"mqtts://127.0.0.1:{broker.Port}", "--ca", WriteAuthority(_authority), "--cert", certificate, "--key", key);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("run.records_missing = 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void With_TLS_a_mosquitto_that_asks_for_certificates_takes_the_device()
    {
        using Mosquitto broker = new(folder => _authority.Configure(folder));
        (string certificate, string key) = _authority.WriteClient(_folder.FullName, "device");
        (int code, _, string error) = Run(
            $"mqtts://127.0.0.1:{broker.Port}", "--ca", WriteAuthority(_authority), "--cert", certificate, "--key", key);
        Assert.Equal((0, ""), (code, error));
    }

    [Fact]
    public void A_broker_of_another_authority_is_refused_in_one_line()
    {
        using LoopbackBroker broker = new(ServerTls());
        (string certificate, string key) = _authority.WriteClient(_folder.FullName, "device");
        (int code, string output, string error) = Run(
            $"mqtts://127.0.0.1:{broker.Port}", "--ca", WriteAuthority(_stranger), "--cert", certificate, "--key", key);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"127.0.0.1:{broker.Port}: TLS failed, ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("mqtt://127.0.0.1", "need an address that begins with mqtts://", "--ca", "ca.pem")]
    [InlineData("mqtts://127.0.0.1", "--cert: needs --key", "--cert", "me.pem")]
    [InlineData("mqtts://127.0.0.1", "no-such-file.pem: it or the key cannot be read", "--ca", "no-such-file.pem")]
    [InlineData("http://127.0.0.1", "only mqtt://HOST[:PORT]")]
    public void What_cannot_be_used_is_one_line_and_exit_code_2(string url, string expected, params string[] more)
    {
        (int code, string output, string error) = Run(url, more);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_broker_that_is_not_there_is_one_line_and_exit_code_1()
    {
        (int code, string output, string error) = Run("mqtt://127.0.0.1:1");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("127.0.0.1:1: no connection, ", error, StringComparison.Ordinal);
    }

    private static MqttAddress Address(int port) => new("127.0.0.1", port, IsTls: false);

    private static void PlayWithDeathsOfMosquitto(Scenario scenario, int records)
    {
        using Mosquitto broker = new(_ => "allow_anonymous true");
        PlayWithDeaths(scenario, records, broker.Port, () =>
        {
            broker.Kill();
            broker.Start();
        });
    }

    private static void PlayWithDeaths(Scenario scenario, int records, int port, Action die)
    {
        int deaths = 0;
        RunResult result;
        using (RealBroker real = new(Address(port)))
        {
            result = new ScenarioRunner(scenario, real)
            {
                Traced = false,
                Progress = done =>
                {
                    if (done > 0.33 * (deaths + 1) && deaths < 2)
                    {
                        deaths++;
                        die();
                    }
                },
            }.Run();
        }

        Assert.Equal(2, deaths);
        Check(result, records);
    }

    // The verifier counts each record once, however often it came.
    private static void Check(RunResult result, int least)
    {
        Assert.True(result.Holds, string.Join('\n', result.Outcomes.Select(o => o.Text + ": " + o.Verdict.Found)));
        RecordCounts counts = result.Records;
        Assert.True(counts.Published >= least);
        Assert.Equal(
            (counts.Published, 0L, 0L, 0, 0), (counts.Verified, counts.Refused, counts.Missing, counts.Dropped, counts.LostEvents));
    }

    private static (int Code, string Output, string Error) Run(string url, params string[] more)
    {
        StringWriter output = new();
        StringWriter error = new();
        int code = CommandLine.Run(["run", "short-circuit-opens-after-one-sample", "--mqtt", url, .. more], output, error);
        return (code, output.ToString(), error.ToString());
    }

    private string WriteAuthority(TestAuthority authority)
    {
        string path = Path.Combine(_folder.FullName, "ca.pem");
        File.WriteAllText(path, authority.Pem);
        return path;
    }

    private SslServerAuthenticationOptions ServerTls() => new()
    {
        ServerCertificate = _authority.Issue(IPAddress.Loopback.ToString(), forServer: true),
        ClientCertificateRequired = true,
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { _authority.Trusted[0] },
        },
    };
}

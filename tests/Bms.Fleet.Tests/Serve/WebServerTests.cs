using System.Net;
using System.Text.Json.Nodes;
using Bms.Anomaly;
using Bms.Fleet.Serve;
using Bms.Fleet.Store;
using Bms.Fleet.Tests.Watch;
using Bms.Protection;
using Bms.Records;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Bms.Fleet.Tests.Serve;

/// <summary>Asked as a browser would.</summary>
public sealed class WebServerTests(ServedStore served) : IClassFixture<ServedStore>
{
    private readonly HttpClient _client = served.Client;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_tells_of_each_device_what_stands_and_what_is_missing()
    {
        string page = await _client.GetStringAsync("/", Cancel);
        Assert.Contains("""<a class="id" href="/device/00000001">00000001</a>""", page, StringComparison.Ordinal);
        Assert.Contains("1 devices · 1 with an alarm", page, StringComparison.Ordinal);
        Assert.Contains("3701 mV <span class=\"soft\">cell 1</span>", page, StringComparison.Ordinal);
        Assert.Contains("cell over voltage", page, StringComparison.Ordinal);
        JsonNode device = Assert.Single((JsonArray)JsonNode.Parse(await _client.GetStringAsync("/api/devices", Cancel))!)!;
        Assert.Equal((1, 1, 3701, 3710, 25, 503_400, 1), ((int)device["missing"]!, (int)device["gaps"]!, (int)device["lowest_mV"]!,
            (int)device["highest_mV"]!, (int)device["hottest_degC"]!, (int)device["soc_ppm"]!, (int)device["refused"]!));
    }

    [Fact]
    public async Task A_device_has_plots_its_alarms_as_sentences_and_what_happened()
    {
        string page = await _client.GetStringAsync("/device/00000001?span=all", Cancel);
        Assert.Equal(4, page.Split("role=\"img\"").Length - 1);
        Assert.Contains("<li>warning 1: cell 2 has a bad contact or a grown resistance", page, StringComparison.Ordinal);
        Assert.Contains("cell over voltage raised on cell 1", page, StringComparison.Ordinal);
        Assert.Contains("1 × bad tag", page, StringComparison.Ordinal);
        JsonNode series = JsonNode.Parse(await _client.GetStringAsync("/api/devices/00000001/series?span=all", Cancel))!;
        Assert.Equal([-2502, -2502, -2502], ((JsonArray)series["current_mA"]!).Select(n => (int)n!));
        JsonNode details = JsonNode.Parse(await _client.GetStringAsync("/api/devices/00000001", Cancel))!;
        Assert.Equal(1, (int)details["refusals"]!["bad_tag"]!);
    }

    [Fact]
    public async Task What_a_device_says_of_itself_cannot_become_part_of_the_page()
    {
        string page = await _client.GetStringAsync("/device/00000001", Cancel);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;a()&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/style.css", "text/css")]
    [InlineData("/icon.svg", "image/svg+xml")]
    [InlineData("/api/devices", "application/json")]
    [InlineData("/device/0000000f", "text/plain")]
    public async Task Every_answer_forbids_scripts_frames_and_anything_from_elsewhere(string path, string type)
    {
        using HttpResponseMessage answer = await _client.GetAsync(path, Cancel);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("default-src 'none'; style-src 'self'; ", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/device/0000000f")]
    [InlineData("/device/00000001'--")]
    [InlineData("/device/%3Cscript%3E")]
    [InlineData("/api/devices/0000000F")]
    [InlineData("/style.css.bak")]
    [InlineData("/..%2f..%2ffleet.db")]
    public async Task What_is_not_there_is_404(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    public async Task On_loopback_it_answers_to_no_foreign_name(string host, HttpStatusCode expected)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/") { Headers = { Host = host } };
        using HttpResponseMessage answer = await _client.SendAsync(request, Cancel);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_can_be_changed()
    {
        using HttpResponseMessage answer = await _client.PostAsync("/api/devices", null, Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }
}

/// <summary>A store with one device behind a server on loopback.</summary>
public sealed class ServedStore : IAsyncLifetime
{
    private readonly Tool _tool = new();
    private WebApplication? _server;

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        using (RecordStore store = new(_tool.At("fleet.db")))
        {
            Fill(store);
        }

        _server = WebServer.Create(_tool.At("fleet.db"), IPAddress.Loopback, 0, TimeProvider.System);
        await _server.StartAsync();
        Client.BaseAddress = new Uri(_server.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Client.Dispose();
        _tool.Dispose();
    }

    // Three live records, a protection that was raised, a warning of the detector; one live record lost, one refused.
    private static void Fill(RecordStore store)
    {
        ReportingDevice device = new(board: "<script>a()</script>");
        List<(string Topic, byte[] Message)> sent = [.. device.Step(0), .. device.Step(10_000)];
        _ = device.Step(20_000);
        device.State.Active = 1L << (int)Fault.CellOverVoltage;
        device.State.AnomalySeverity = AnomalyAlarm.Warning;
        device.Events.Add((int)Fault.CellOverVoltage, true, 0, 4250, 29_000);
        device.Alarms.Raise(AnomalyType.Contact, 1, AnomalyAlarm.Warning, 29_500).Feature = AnomalyFeature.ResistanceGrowth;
        sent.AddRange(device.Step(30_000));
        KeyRing keys = new([device.Key]);
        long now_ms = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        store.Begin();
        foreach ((string topic, byte[] message) in sent)
        {
            keys.Authenticate(System.Text.Encoding.ASCII.GetBytes(topic), message, out RecordHeader header, out ulong kid);
            Assert.True(store.Add(kid, header, topic, message, now_ms).IsAccepted());
        }

        store.Refuse(device.Key.Kid, RecordVerdict.BadTag, sent[0].Topic, sent[0].Message, now_ms);
        store.Commit(now_ms);
    }
}

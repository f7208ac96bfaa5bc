using System.Net;
using Bms.Fleet.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bms.Fleet.Serve;

/// <summary>
/// The web server of serve: pages and JSON out of a store, which it only reads. Nobody is asked who he is, so it listens on loopback unless
/// told otherwise, and there answers to no foreign name: a page of somebody else's could make a browser ask under one.
/// </summary>
public static class WebServer
{
    private const int MostHappenings = 100;

    // No script at all, nothing from elsewhere, and no frame around it.
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Makes the server; start it, and ask its Urls where it listens.</summary>
    public static WebApplication Create(string storePath, IPAddress address, int port, TimeProvider time)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxConcurrentConnections = 100;
            options.Limits.MaxRequestBodySize = 0;
            options.Listen(address, port);
        });
        builder.Services.AddRoutingCore();
        WebApplication app = builder.Build();
        app.Use((context, next) => Guard(context, next, IPAddress.IsLoopback(address)));
        Map(app, storePath, () => time.GetUtcNow().ToUnixTimeMilliseconds());
        return app;
    }

    private static Task Guard(HttpContext context, RequestDelegate next, bool isLocal)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        string host = context.Request.Host.Host;
        bool isOurs = !isLocal || host == "localhost"
            || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));
        if (isOurs && HttpMethods.IsGet(context.Request.Method))
        {
            return next(context);
        }

        context.Response.StatusCode = isOurs ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    private static void Map(WebApplication app, string storePath, Func<long> now_ms)
    {
        app.MapGet("/style.css", context => Send(context, "text/css", Style.Sheet));
        app.MapGet("/icon.svg", context => Send(context, "image/svg+xml", Style.Icon));
        app.MapGet("/", context => Read(context, storePath, (_, query) => Page(ListPage.Of(query.Devices(now_ms()), now_ms()))));
        app.MapGet("/device/{id}", context => Read(context, storePath, (reader, query) => OfDevice(context, query, d =>
            Page(DevicePage.Of(d, Series.Read(reader, d.Device, Hours(context)), Hours(context),
                query.Happenings(d.Device, MostHappenings), query.Refusals(d.Device), now_ms())))));
        app.MapGet("/api/devices", context => Read(context, storePath, (_, query) => Json(new System.Text.Json.Nodes.JsonArray(
            [.. query.Devices(now_ms()).Select(d => FleetApi.Device(d, now_ms()))]))));
        app.MapGet("/api/devices/{id}", context => Read(context, storePath, (_, query) => OfDevice(context, query, d =>
            Json(FleetApi.Details(d, query.Happenings(d.Device, MostHappenings), query.Refusals(d.Device), now_ms())))));
        app.MapGet("/api/devices/{id}/series", context => Read(context, storePath, (reader, query) => OfDevice(context, query, d =>
            Json(FleetApi.Columns(Series.Read(reader, d.Device, Hours(context)))))));
    }

    private static (string Type, string Body)? OfDevice(
        HttpContext context, FleetQuery query, Func<DeviceView, (string Type, string Body)> show)
    {
        string id = (string?)context.GetRouteValue("id") ?? "";
        bool isNumber = id.Length == 8 && id.All(char.IsAsciiHexDigitLower);
        return isNumber && query.Device(id) is DeviceView device ? show(device) : null;
    }

    // The name of a span that a page offers; anything else is the first of them.
    private static double? Hours(HttpContext context)
    {
        string name = context.Request.Query["span"].ToString();
        return DevicePage.Spans.FirstOrDefault(s => s.Name == name, DevicePage.Spans[0]).Hours;
    }

    private static (string Type, string Body) Page(string html) => ("text/html", html);

    private static (string Type, string Body) Json(System.Text.Json.Nodes.JsonNode json) => ("application/json", json.ToJsonString());

    private static Task Read(HttpContext context, string path, Func<StoreReader, FleetQuery, (string Type, string Body)?> show)
    {
        using StoreReader reader = new(path);
        if (show(reader, new FleetQuery(reader)) is (string type, string body))
        {
            return Send(context, type, body);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Send(context, "text/plain", "not found\n");
    }

    private static Task Send(HttpContext context, string type, string body)
    {
        context.Response.ContentType = type + "; charset=utf-8";
        return context.Response.WriteAsync(body);
    }
}

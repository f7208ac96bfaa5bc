using System.CommandLine;
using System.Net;
using Bms.Fleet.Serve;
using Bms.Fleet.Store;
using Microsoft.AspNetCore.Builder;

namespace Bms.Fleet.Commands;

/// <summary>serve: a store as web pages and JSON.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8080;

    private static readonly Option<string> s_store = Options.Needed("--store", "the file with the records", "FILE");
    private static readonly Option<int?> s_port = Options.Whole(
        "--port", 0, 65_535, $"where to listen, {DefaultPort} when left out; 0: any");
    private static readonly Option<int?> s_for = Options.Whole("--for", 1, 1_000_000_000, "end after so many seconds");

    private static readonly Option<string?> s_listen = Options.Text(
        "--listen", "address to listen on, 127.0.0.1 when left out; on any other everybody who reaches it sees the fleet", "ADDRESS");

    internal static Command Create()
    {
        Command command = new("serve", "show the stored records as web pages and as JSON, until Ctrl-C")
        {
            s_store, s_port, s_listen, s_for,
        };
        command.SetAction((parsed, _) => Run(parsed));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed)
    {
        string text = parsed.GetValue(s_listen) ?? "127.0.0.1";
        Options.Require(IPAddress.TryParse(text, out IPAddress? address), $"--listen: {text}: is no address, allowed is one as 127.0.0.1");
        int port = parsed.GetValue(s_port) ?? DefaultPort;
        string store = parsed.GetValue(s_store)!;
        new StoreReader(store).Dispose(); // what cannot be read is said now, not to the first visitor
        await using WebApplication app = WebServer.Create(store, address!, port, TimeProvider.System);
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new BadInputException($"--port: {address}:{port}: cannot be listened on ({Line.Clean(e.Message)})", e);
        }

        using StopSignal stop = new(parsed.GetValue(s_for)); // the time begins when there is something to be seen
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"serve.url = {app.Urls.First()}");
        await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        await app.StopAsync();
        return ExitCode.Holds;
    }
}

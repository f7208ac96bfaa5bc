using System.CommandLine;
using Bms.Mqtt;

namespace Bms.Fleet.Commands;

/// <summary>How to reach a broker: the options of every verb that does.</summary>
internal static class BrokerOptions
{
    private const int KeepAlive_s = 30;
    private const int InFlight = 1000;

    private static readonly Option<string> s_mqtt = Options.Needed("--mqtt", "the broker, " + MqttAddress.Form, "URL");
    private static readonly Option<string?> s_user = Options.Text("--user", "user at the broker", "NAME");
    private static readonly Option<string?> s_password = Options.Text("--password-file", "file whose first line is the password", "FILE");
    private static readonly Option<string?> s_authority = Options.Text("--ca", "authority of the broker's certificate, PEM", "FILE");
    private static readonly Option<string?> s_certificate = Options.Text("--cert", "our certificate, PEM", "FILE");
    private static readonly Option<string?> s_key = Options.Text("--key", "key of our certificate, PEM", "FILE");

    internal static Command Add(Command command)
    {
        foreach (Option option in (Option[])[s_mqtt, s_user, s_password, s_authority, s_certificate, s_key])
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>
    /// What was given, for a client with this id; a session that lasts keeps what comes while the client is away.
    /// Throws <see cref="BadInputException"/>.
    /// </summary>
    internal static MqttOptions Read(ParseResult parsed, string clientId, bool lastingSession)
    {
        string? user = parsed.GetValue(s_user);
        string? passwordPath = parsed.GetValue(s_password);
        Options.Require(MqttAddress.TryParse(parsed.GetValue(s_mqtt), out MqttAddress address), $"--mqtt: must be {MqttAddress.Form}");
        Options.Require(user is not null || passwordPath is null, "--password-file: needs --user");
        return new MqttOptions
        {
            Host = address.Host,
            Port = address.Port,
            Tls = ReadTls(parsed, address),
            MaxInFlight = InFlight,
            Connect = new MqttConnect
            {
                ClientId = clientId,
                CleanSession = !lastingSession,
                KeepAlive_s = KeepAlive_s,
                User = user,
                Password = passwordPath is null ? null : System.Text.Encoding.UTF8.GetBytes(FirstLine(passwordPath)),
            },
        };
    }

    private static MqttTls? ReadTls(ParseResult parsed, MqttAddress address)
    {
        try
        {
            return MqttTlsFiles.Load(address, parsed.GetValue(s_authority), parsed.GetValue(s_certificate), parsed.GetValue(s_key));
        }
        catch (InvalidDataException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    private static string FirstLine(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault() ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"{path}: cannot be read ({e.GetType().Name})", e);
        }
    }
}

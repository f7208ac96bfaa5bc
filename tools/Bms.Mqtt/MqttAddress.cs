using System.Globalization;

namespace Bms.Mqtt;

/// <summary>A broker's address as users write it: mqtt://host[:port] or, with TLS, mqtts://host[:port].</summary>
public readonly record struct MqttAddress(string Host, int Port, bool IsTls)
{
    /// <summary>What <see cref="TryParse"/> takes, for error messages.</summary>
    public const string Form = "mqtt://HOST[:PORT] or mqtts://HOST[:PORT], PORT 1 to 65535";

    /// <summary>Reads an address; the port is 1883, with TLS 8883, unless it is given. An IPv6 address stands in brackets.</summary>
    public static bool TryParse(string? text, out MqttAddress address)
    {
        address = default;
        bool isTls = text?.StartsWith("mqtts://", StringComparison.Ordinal) == true;
        if (text is null || (!isTls && !text.StartsWith("mqtt://", StringComparison.Ordinal)))
        {
            return false;
        }

        string rest = text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..];
        int hostEnd = rest.StartsWith('[') ? rest.IndexOf(']') + 1 : Math.Max(rest.IndexOf(':'), -1);
        hostEnd = hostEnd < 0 ? rest.Length : hostEnd;
        string host = rest[..hostEnd].Trim('[', ']');
        string tail = rest[hostEnd..];
        int port = isTls ? 8883 : 1883;
        bool hasPort = tail.Length > 1 && tail[0] == ':'
            && int.TryParse(tail.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out port);
        address = new MqttAddress(host, port, isTls);
        return (hasPort || tail.Length == 0) && port is > 0 and <= 65_535 && Uri.CheckHostName(host) != UriHostNameType.Unknown;
    }

    /// <summary>The address in the form that <see cref="TryParse"/> takes.</summary>
    public override string ToString() =>
        $"{(IsTls ? "mqtts" : "mqtt")}://{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}";
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bms.Mqtt;

/// <summary>TLS as users give it on a command line: an authority, a certificate and its key, in PEM files.</summary>
public static class MqttTlsFiles
{
    /// <summary>What the options are called in messages.</summary>
    public const string Authority = "--ca", Certificate = "--cert", Key = "--key";

    /// <summary>
    /// Reads the files that are given; null when the address asks for no TLS. Throws InvalidDataException, one line that names the option
    /// or the file, when they do not fit together or cannot be read.
    /// </summary>
    public static MqttTls? Load(MqttAddress address, string? authority, string? certificate, string? key)
    {
        Require(address.IsTls || (authority ?? certificate ?? key) is null,
            $"{Authority}, {Certificate}, {Key}: need an address that begins with mqtts://");
        Require(certificate is null == key is null, $"{Certificate}: needs {Key}, and the other way round");
        if (!address.IsTls)
        {
            return null;
        }

        X509Certificate2Collection authorities = [];
        Read(authority, path => authorities.ImportFromPemFile(path));
        Require(authority is null || authorities.Count > 0, $"{authority}: holds no certificate in PEM");
        X509Certificate2? own = null;
        Read(certificate, path => own = X509Certificate2.CreateFromPemFile(path, key));
        return new MqttTls { Authorities = authority is null ? null : authorities, ClientCertificate = own };
    }

    private static void Read(string? path, Action<string> read)
    {
        try
        {
            if (path is not null)
            {
                read(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            bool isAway = e is IOException or UnauthorizedAccessException;
            string why = isAway ? "it or the key cannot be read" : "it is not PEM, or the key is that of another certificate";
            throw new InvalidDataException($"{path}: {why} ({e.GetType().Name})", e);
        }
    }

    private static void Require(bool condition, string line)
    {
        if (!condition)
        {
            throw new InvalidDataException(line);
        }
    }
}

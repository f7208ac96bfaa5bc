using Bms.Tests.Brokers;
using Xunit;

namespace Bms.Mqtt.Tests;

public sealed class MqttTlsFilesTests : IDisposable
{
    private static readonly MqttAddress s_secure = new("localhost", 8883, IsTls: true);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tls");
    private readonly TestAuthority _authority = new("Test authority");

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Authority_certificate_and_key_are_read()
    {
        (string certificate, string key) = _authority.WriteClient(_folder.FullName, "me");
        string authority = Write("ca.pem", _authority.Pem);
        MqttTls tls = MqttTlsFiles.Load(s_secure, authority, certificate, key)!;
        Assert.Equal(_authority.Trusted[0].Thumbprint, Assert.Single(tls.Authorities!).Thumbprint);
        Assert.True(tls.ClientCertificate!.HasPrivateKey);
        Assert.Null(MqttTlsFiles.Load(s_secure, null, null, null)!.Authorities);
        Assert.Null(MqttTlsFiles.Load(s_secure with { IsTls = false }, null, null, null));
    }

    [Fact]
    public void What_does_not_fit_is_one_line_that_names_it()
    {
        (string certificate, string key) = _authority.WriteClient(_folder.FullName, "me");
        (string other, _) = _authority.WriteClient(_folder.FullName, "other");
        string text = Write("text.pem", "no certificate");
        Refuse("--ca, --cert, --key: need an address", s_secure with { IsTls = false }, text, null, null);
        Refuse("--cert: needs --key", s_secure, null, certificate, null);
        Refuse("--cert: needs --key", s_secure, null, null, key);
        Refuse("text.pem: holds no certificate", s_secure, text, null, null);
        Refuse("absent.pem: it or the key cannot be read", s_secure, "absent.pem", null, null);
        Refuse("the key is that of another certificate", s_secure, null, other, key);
        Refuse("text.pem: it is not PEM", s_secure, null, text, key);
    }

    private static void Refuse(string expected, MqttAddress address, string? authority, string? certificate, string? key)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => MqttTlsFiles.Load(address, authority, certificate, key));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}

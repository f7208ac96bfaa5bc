using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bms.Tests.Brokers;

/// <summary>A certificate authority that lives as long as a test; no key of it is ever stored in the repository.</summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset s_from = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset s_to = s_from.AddDays(3);

    private readonly X509Certificate2 _authority;

    public TestAuthority(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        _authority = request.CreateSelfSigned(s_from, s_to);
    }

    /// <summary>The authority's own certificate, without its key.</summary>
    public X509Certificate2Collection Trusted => [X509CertificateLoader.LoadCertificate(_authority.RawData)];

    /// <summary>Its certificate as PEM.</summary>
    public string Pem => _authority.ExportCertificatePem();

    /// <summary>A certificate with key for a server on 127.0.0.1 or for a client.</summary>
    public X509Certificate2 Issue(string name, bool forServer)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=" + name, key, HashAlgorithmName.SHA256);
        string purpose = forServer ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2"; // RFC 5280, 4.2.1.12
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = request.Create(_authority, s_from, s_to, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>
    /// Writes what a mosquitto needs into its folder and returns the lines of its configuration: TLS, and no client without a certificate
    /// of this authority.
    /// </summary>
    public string Configure(string folder, string serverName = "localhost", string more = "")
    {
        using X509Certificate2 server = Issue(serverName, forServer: true);
        string authority = Write(folder, "ca.pem", Pem);
        string certificate = Write(folder, "server.pem", server.ExportCertificatePem());
        string key = Write(folder, "server.key", server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return $"""
            cafile {authority}
            certfile {certificate}
            keyfile {key}
            require_certificate true
            use_identity_as_username true
            allow_anonymous false
            {more}
            """;
    }

    /// <summary>Writes a client's certificate and key as PEM files; returns both paths.</summary>
    public (string Certificate, string Key) WriteClient(string folder, string name)
    {
        using X509Certificate2 client = Issue(name, forServer: false);
        return (Write(folder, name + ".pem", client.ExportCertificatePem()),
            Write(folder, name + ".key", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()));
    }

    public void Dispose() => _authority.Dispose();

    private static string Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}

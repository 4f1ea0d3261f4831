using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EmailAgent.EndToEnd.Tests.Cluster;

/// <summary>A certificate authority for one test, and the certificates that it has signed, as PEM files in a folder of their own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(-1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("emailagent-tls");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _certificate = request.CreateSelfSigned(Start, Start.AddDays(2));
        File.WriteAllText(Path("authority.pem"), _certificate.ExportCertificatePem());
    }

    /// <summary>The settings of a process that trusts this authority, with a new certificate of it.</summary>
    /// <param name="name">The DNS name in the certificate.</param>
    public Dictionary<string, string> Member(string name = "emailagent")
    {
        using var certificate = Issue(name, out var key);
        var file = Guid.NewGuid().ToString("N");
        File.WriteAllText(Path($"{file}.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path($"{file}.key"), key.ExportPkcs8PrivateKeyPem());
        key.Dispose();
        return new()
        {
            ["Cluster__Tls__Certificate"] = Path($"{file}.pem"),
            ["Cluster__Tls__Key"] = Path($"{file}.key"),
            ["Cluster__Tls__Authority"] = Path("authority.pem"),
        };
    }

    public X509Certificate2 Issue(string name, out ECDsa key)
    {
        key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_certificate, Start, Start.AddDays(1), Guid.NewGuid().ToByteArray());
        return signed.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Path(string file) => System.IO.Path.Combine(_folder.FullName, file);
}

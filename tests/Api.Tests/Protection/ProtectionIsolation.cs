using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Protection;

/// <summary>A certificate of a user.</summary>
internal sealed class ProtectionIsolation : IIsolationCase
{
    private const string Path = "/api/v1/protection/keys";

    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>();

    public Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) => CreateMarkedAsync(owner, "ours");

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark) =>
        new Dictionary<string, string> { ["keys"] = (await owner.PostAsync(Path, new { content = Certificate(mark) })).Text("id") };

    /// <summary>Returns a new certificate as PEM.</summary>
    public static string Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest($"CN={name}, E={name}@example.org", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return certificate.ExportCertificatePem();
    }

    /// <summary>Returns a new certificate with its secret key as a PKCS #12 file in base64.</summary>
    public static string SecretKey(string name, string password)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest($"CN={name}, E={name}@example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return Convert.ToBase64String(certificate.Export(X509ContentType.Pfx, password));
    }
}

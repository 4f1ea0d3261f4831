using System.Security.Cryptography;
using EmailAgent.Api.Identity.Tokens;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>A public key of an issuer, and the algorithms it may be used with.</summary>
internal sealed class VerificationKey
{
    private const string Tenant = "{tenantid}";

    private readonly AsymmetricAlgorithm _key;
    private readonly Lock _lock = new(); // neither kind of key promises to be thread-safe

    private VerificationKey(string id, AsymmetricAlgorithm key, IReadOnlyList<string> algorithms)
    {
        Id = id;
        _key = key;
        Algorithms = algorithms;
    }

    public string Id { get; }

    /// <summary>As in RFC 7518, section 3.1.</summary>
    public IReadOnlyList<string> Algorithms { get; }

    /// <summary>The only issuer it signs for, where several publish their keys together.</summary>
    public string? Issuer { get; init; }

    /// <summary>A key of the curve P-256.</summary>
    /// <exception cref="CryptographicException">The coordinates are not a point of the curve.</exception>
    public static VerificationKey OfCurve(string id, byte[] x, byte[] y, string? issuer = null) =>
        new(id, ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } }), ["ES256"]) { Issuer = issuer };

    /// <exception cref="CryptographicException">These are not the parameters of a key.</exception>
    public static VerificationKey OfRsa(string id, byte[] modulus, byte[] exponent, IReadOnlyList<string> algorithms, string? issuer = null) =>
        new(id, RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent }), algorithms) { Issuer = issuer };

    public bool MaySignFor(TokenClaims claims) =>
        Issuer is null || Issuer.Replace(Tenant, claims.Text("tid") ?? "", StringComparison.Ordinal) == claims.Text("iss");

    public bool Verifies(string algorithm, byte[] data, byte[] signature)
    {
        lock (_lock)
        {
            return (algorithm, _key) switch
            {
                ("RS256", RSA rsa) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                ("PS256", RSA rsa) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
                ("ES256", ECDsa curve) => curve.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                _ => false,
            };
        }
    }
}

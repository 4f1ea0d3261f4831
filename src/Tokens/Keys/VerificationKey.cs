using System.Security.Cryptography;

namespace EmailAgent.Tokens.Keys;

/// <summary>A public key of an issuer, and the algorithms that it is allowed for.</summary>
public sealed class VerificationKey
{
    private readonly AsymmetricAlgorithm _key;
    private readonly Lock _lock = new(); // neither kind of key is documented as thread-safe

    private VerificationKey(string id, AsymmetricAlgorithm key, IReadOnlyList<string> algorithms)
    {
        Id = id;
        _key = key;
        Algorithms = algorithms;
    }

    public string Id { get; }

    /// <summary>The algorithms, by their names in RFC 7518, section 3.1.</summary>
    public IReadOnlyList<string> Algorithms { get; }

    /// <summary>The only issuer the key signs for, where several issuers publish their keys together.</summary>
    public string? Issuer { get; init; }

    /// <summary>Creates a key on the curve P-256.</summary>
    /// <exception cref="CryptographicException">The coordinates are not a point on the curve.</exception>
    public static VerificationKey OfCurve(string id, byte[] x, byte[] y, string? issuer = null) =>
        new(id, ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } }), ["ES256"]) { Issuer = issuer };

    /// <summary>Creates an RSA key.</summary>
    /// <exception cref="CryptographicException">The parameters are not those of a key.</exception>
    internal static VerificationKey OfRsa(string id, byte[] modulus, byte[] exponent, IReadOnlyList<string> algorithms, string? issuer = null) =>
        new(id, RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent }), algorithms) { Issuer = issuer };

    internal bool MaySignFor(TokenClaims claims) =>
        Issuer is null || IssuerName.For(Issuer, claims.Text("tid")) == claims.Text("iss");

    internal bool Verifies(string algorithm, byte[] data, byte[] signature)
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

using System.Buffers.Text;
using System.Security.Cryptography;

namespace EmailAgent.Grains.Identity;

/// <summary>A P-256 key pair in memory.</summary>
internal sealed class SigningKey
{
    private readonly ECDsa _key;
    private readonly Lock _lock = new(); // ECDsa does not promise to be thread-safe

    private SigningKey(string id, ECDsa key, DateTime createdAt)
    {
        Id = id;
        _key = key;
        CreatedAt = createdAt;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        Public = new PublicSigningKey(id, Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    public string Id { get; }

    public DateTime CreatedAt { get; }

    public PublicSigningKey Public { get; }

    public static SigningKey Create(DateTime createdAt) =>
        new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)), ECDsa.Create(ECCurve.NamedCurves.nistP256), createdAt);

    /// <exception cref="CryptographicException">These bytes are not a PKCS#8 private key.</exception>
    public static SigningKey Import(string id, ReadOnlySpan<byte> pkcs8, DateTime createdAt)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return new SigningKey(id, key, createdAt);
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Exports the private key, PKCS#8.</summary>
    public byte[] Export() => _key.ExportPkcs8PrivateKey();

    /// <summary>Returns the signature in the form of RFC 7518, section 3.4: R and S, 32 bytes each.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_lock)
            return _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}

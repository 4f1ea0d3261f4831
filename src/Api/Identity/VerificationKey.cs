using System.Buffers.Text;
using System.Security.Cryptography;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

/// <summary>The public half of a key that signs access tokens.</summary>
internal sealed class VerificationKey
{
    private readonly ECDsa _key;
    private readonly Lock _lock = new(); // ECDsa does not promise to be thread-safe

    /// <exception cref="CryptographicException">The coordinates are not a point of the curve.</exception>
    public VerificationKey(PublicSigningKey key) => _key = ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url.DecodeFromChars(key.X), Y = Base64Url.DecodeFromChars(key.Y) },
    });

    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_lock)
            return _key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}

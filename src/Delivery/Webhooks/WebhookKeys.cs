using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace EmailAgent.Delivery.Webhooks;

/// <summary>The keys of one endpoint (Standard Webhooks 1.0.0): a secret that it shares, and optionally an ed25519 key that it does not.</summary>
public sealed class WebhookKeys
{
    private const string SecretPrefix = "whsec_";
    private const string PublicPrefix = "whpk_";
    private const int KeySize = 32;

    private readonly byte[] _secret;
    private readonly Ed25519PrivateKeyParameters? _private;

    private WebhookKeys(byte[] secret, byte[]? seed)
    {
        _secret = secret;
        _private = seed is null ? null : new Ed25519PrivateKeyParameters(seed);
    }

    /// <summary>Gets the shared secret in the form that receivers configure: <c>whsec_</c> and Base64.</summary>
    public string Secret => SecretPrefix + Convert.ToBase64String(_secret);

    /// <summary>Gets the public key: <c>whpk_</c> and Base64; null without an ed25519 key.</summary>
    public string? PublicKey => _private is null ? null : PublicPrefix + Convert.ToBase64String(_private.GeneratePublicKey().GetEncoded());

    internal ReadOnlySpan<byte> SharedKey => _secret;

    internal Ed25519PrivateKeyParameters? PrivateKey => _private;

    /// <summary>Creates keys.</summary>
    /// <param name="asymmetric">Whether there is an ed25519 key.</param>
    public static WebhookKeys Create(bool asymmetric) =>
        new(RandomNumberGenerator.GetBytes(KeySize), asymmetric ? RandomNumberGenerator.GetBytes(KeySize) : null);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The length is not that of keys.</exception>
    public static WebhookKeys FromBytes(byte[] bytes) => bytes.Length switch
    {
        KeySize => new WebhookKeys(bytes, seed: null),
        2 * KeySize => new WebhookKeys(bytes[..KeySize], bytes[KeySize..]),
        _ => throw new FormatException("The keys of a webhook must have 32 or 64 bytes."),
    };

    /// <summary>Reads a shared secret in the form of <see cref="Secret"/>.</summary>
    /// <exception cref="FormatException">The text is not such a secret.</exception>
    public static WebhookKeys FromSecret(string secret) => secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
        ? new WebhookKeys(Convert.FromBase64String(secret[SecretPrefix.Length..]), seed: null)
        : throw new FormatException("A secret begins with whsec_.");

    /// <summary>Returns the keys for storage, to be encrypted by the caller.</summary>
    public byte[] ToBytes() => _private is null ? [.. _secret] : [.. _secret, .. _private.GetEncoded()];
}

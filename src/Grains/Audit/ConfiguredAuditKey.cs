using System.Security.Cryptography;

namespace EmailAgent.Grains.Audit;

/// <summary>A key that the configuration gives. The database knows it by its fingerprint.</summary>
internal sealed record ConfiguredAuditKey(byte[] Key)
{
    private const int FingerprintSize = 16;

    // No row or anchor is hashed like this: their content begins otherwise.
    public byte[] Fingerprint => HMACSHA256.HashData(Key, "fingerprint of an audit key"u8)[..FingerprintSize];

    /// <returns>Null for a text that is not a key.</returns>
    public static ConfiguredAuditKey? Parse(string text)
    {
        var key = new byte[AuditChain.KeySize + 1];
        return Convert.TryFromBase64String(text, key, out var length) && length == AuditChain.KeySize ? new ConfiguredAuditKey(key[..length]) : null;
    }
}

using System.Security.Cryptography;

namespace EmailAgent.Grains.Secrets;

/// <summary>A key of the operator: AES-256-GCM. A random nonce precedes the ciphertext, and the tag follows it.</summary>
internal sealed class MasterKey
{
    private const int KeySize = 32;
    private const int IdBytes = 8;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    // Nothing else that is encrypted under the same key can stand in for an element of the ring.
    private static readonly byte[] Purpose = "EmailAgent key ring"u8.ToArray();

    private readonly byte[] _key;

    private MasterKey(byte[] key) => _key = key;

    /// <summary>Identifies the key in messages and rows; reveals nothing about a random key.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(_key).AsSpan(0, IdBytes));

    /// <exception cref="MasterKeyException">
    /// The text is not 32 bytes in base64. Both alphabets of RFC 4648 are accepted, since programs that create keys differ in them.
    /// </exception>
    public static MasterKey Parse(string text)
    {
        var key = new byte[KeySize + 1];
        return Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/'), key, out var length) && length == KeySize
            ? new MasterKey(key[..KeySize])
            : throw new MasterKeyException($"A master key must be {KeySize} bytes in base64, such as `openssl rand -base64 {KeySize}` makes.");
    }

    public byte[] Seal(ReadOnlySpan<byte> text)
    {
        var value = new byte[NonceSize + text.Length + TagSize];
        RandomNumberGenerator.Fill(value.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Encrypt(value.AsSpan(0, NonceSize), text, value.AsSpan(NonceSize, text.Length), value.AsSpan(NonceSize + text.Length), Purpose);
        return value;
    }

    /// <exception cref="CryptographicException">The value was not encrypted with this key, or was changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> value)
    {
        if (value.Length < NonceSize + TagSize)
            throw new CryptographicException("The value is too short.");

        var text = new byte[value.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Decrypt(value[..NonceSize], value[NonceSize..^TagSize], value[^TagSize..], text, Purpose);
        return text;
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace EmailAgent.Grains.Identity;

/// <summary>An opaque token: the owner's id, by which it is found, and 256 random bits; only its hash is stored.</summary>
internal readonly record struct OwnedToken(Guid UserId, byte[] Hash, string Text)
{
    private const int IdLength = 16;
    private const int SecretLength = 32;
    private const int Length = IdLength + SecretLength;

    private static readonly byte[] SuccessorInfo = "refresh token successor"u8.ToArray();

    public static OwnedToken Create(Guid userId)
    {
        Span<byte> bytes = stackalloc byte[Length];
        userId.TryWriteBytes(bytes, bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes[IdLength..]);
        return Of(userId, bytes);
    }

    /// <summary>Encrypts a token of the same owner: only this token, which is stored as a hash, reveals it. A second successor would be encrypted with the same key.</summary>
    public byte[] Conceal(OwnedToken successor) => Mask(successor.ToBytes()[IdLength..]);

    /// <summary>Returns the token that <see cref="Conceal"/> encrypted.</summary>
    public OwnedToken Reveal(byte[] concealed)
    {
        byte[] bytes = [.. ToBytes()[..IdLength], .. Mask(concealed)];
        return Of(UserId, bytes);
    }

    /// <returns>Null for a text that cannot be such a token.</returns>
    public static OwnedToken? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Length)
        {
            return null;
        }

        return new OwnedToken(new Guid(bytes[..IdLength], bigEndian: true), SHA256.HashData(bytes), text);
    }

    private static OwnedToken Of(Guid userId, ReadOnlySpan<byte> bytes) => new(userId, SHA256.HashData(bytes), Base64Url.EncodeToString(bytes));

    private byte[] ToBytes() => Base64Url.DecodeFromChars(Text);

    // The key is as long as the secret, random, and used once.
    private byte[] Mask(byte[] secret)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, ToBytes(), SecretLength, salt: null, SuccessorInfo);
        return [.. secret.Zip(key, (one, other) => (byte)(one ^ other))];
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace EmailAgent.Grains.Identity;

/// <summary>An opaque token: the owner's id, by which it is found, and 256 random bits; only its hash is stored.</summary>
internal readonly record struct OwnedToken(Guid UserId, byte[] Hash, string Text)
{
    private const int IdLength = 16;
    private const int Length = IdLength + 32;

    public static OwnedToken Create(Guid userId)
    {
        Span<byte> bytes = stackalloc byte[Length];
        userId.TryWriteBytes(bytes, bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes[IdLength..]);
        return new OwnedToken(userId, SHA256.HashData(bytes), Base64Url.EncodeToString(bytes));
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
}

using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace EmailAgent.Grains.Identity;

/// <summary>An opaque refresh token: the owner's id, by which it is looked up, and 256 random bits; stored is only its hash.</summary>
internal readonly record struct RefreshToken(Guid UserId, byte[] Hash, string Text)
{
    /// <summary>How long a token may be exchanged for the next one.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const int IdLength = 16;
    private const int Length = IdLength + 32;

    public static RefreshToken Create(Guid userId)
    {
        Span<byte> bytes = stackalloc byte[Length];
        userId.TryWriteBytes(bytes, bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes[IdLength..]);
        return new RefreshToken(userId, SHA256.HashData(bytes), Base64Url.EncodeToString(bytes));
    }

    /// <returns>Null for a text that cannot be such a token.</returns>
    public static RefreshToken? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Length)
        {
            return null;
        }

        return new RefreshToken(new Guid(bytes[..IdLength], bigEndian: true), SHA256.HashData(bytes), text);
    }
}

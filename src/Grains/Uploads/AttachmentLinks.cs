using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using EmailAgent.Grains.Secrets;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Uploads;

/// <summary>
/// The tokens of links to inline images: owner, attachment and end, encrypted and authenticated with the key ring. Nothing is stored, so a link cannot be
/// revoked; it is valid for minutes.
/// </summary>
internal sealed class AttachmentLinks(SecretProtector secrets, IOptions<UploadOptions> options, TimeProvider time)
{
    private const string Purpose = "uploads.link";
    private const int IdSize = 16;
    private const int Size = IdSize + IdSize + sizeof(long);

    // Several times what a token has.
    private const int LongestToken = 1000;

    /// <summary>Creates a token.</summary>
    /// <param name="userId">The owner.</param>
    /// <param name="attachmentId">The upload or the received attachment.</param>
    public (string Token, DateTimeOffset ExpiresAt) Create(Guid userId, Guid attachmentId)
    {
        var end = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + options.Value.LinkLifetime).ToUnixTimeSeconds());
        var content = new byte[Size];
        userId.TryWriteBytes(content);
        attachmentId.TryWriteBytes(content.AsSpan(IdSize));
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(IdSize + IdSize), end.ToUnixTimeSeconds());
        return (Base64Url.EncodeToString(secrets.Protect(Purpose, content)), end);
    }

    /// <returns>Null if the token is not one of ours, or has ended.</returns>
    public (Guid UserId, Guid AttachmentId)? Read(string token)
    {
        if (token.Length > LongestToken || Decode(token) is not { } bytes || Unprotect(bytes) is not { Length: Size } content)
            return null;
        var end = BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(IdSize + IdSize));
        return time.GetUtcNow().ToUnixTimeSeconds() < end ? (new Guid(content.AsSpan(0, IdSize)), new Guid(content.AsSpan(IdSize, IdSize))) : null;
    }

    private static byte[]? Decode(string token)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        return Base64Url.DecodeFromChars(token, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }

    private byte[]? Unprotect(byte[] value)
    {
        try
        {
            return secrets.UnprotectBytes(Purpose, value);
        }
        catch (CryptographicException)
        {
            return null; // changed, invented, or older than the key ring
        }
    }
}

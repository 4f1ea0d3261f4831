using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace EmailAgent.Tokens;

/// <summary>A token that is parsed (JWS compact serialization, RFC 7515, section 7.1) and not verified yet.</summary>
public sealed record SignedToken(TokenHeader Header, TokenClaims Claims, byte[] SignedBytes, byte[] Signature)
{
    /// <summary>Maximum length in characters. Directories put a user's groups into tokens, which makes them long.</summary>
    public const int MaxLength = 16 * 1024;

    /// <returns>Null for any text that is not exactly such a token.</returns>
    public static SignedToken? Parse(string token)
    {
        if (token.Length > MaxLength || token.Count('.') != 2)
            return null;
        var headerEnd = token.IndexOf('.', StringComparison.Ordinal);
        var claimsEnd = token.LastIndexOf('.');
        return Decode(token.AsSpan(0, headerEnd)) is { } header
            && Decode(token.AsSpan((headerEnd + 1)..claimsEnd)) is { } claims
            && Decode(token.AsSpan(claimsEnd + 1)) is { } signature
            && TokenHeader.Read(header) is { } readHeader
            && TokenClaims.Read(claims) is { } readClaims
            ? new SignedToken(readHeader, readClaims, Encoding.ASCII.GetBytes(token, 0, claimsEnd), signature)
            : null;
    }

    private static byte[]? Decode(ReadOnlySpan<char> part)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        if (Base64Url.DecodeFromChars(part, bytes, out _, out var written) != OperationStatus.Done || written == 0)
            return null;
        // Decoders can ignore padding, white space and stray bits at the end. Each of these would give one token many spellings.
        var decoded = bytes[..written];
        return part.SequenceEqual(Base64Url.EncodeToChars(decoded)) ? decoded : null;
    }
}

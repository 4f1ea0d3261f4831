using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

/// <summary>
/// Verifies access tokens (RFC 7519, with the advice of RFC 8725). Takes exactly what our issuer writes: header parameters that
/// bring or name keys, critical extensions, other algorithms and repeated names are refused unseen.
/// </summary>
internal static class TokenValidator
{
    /// <summary>How far clocks may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private const int MaxLength = 4096;
    private const int SignatureLength = 64;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    public static (TokenVerdict Verdict, ValidatedToken? Token) Validate(string token, Func<string, VerificationKey?> findKey, DateTimeOffset now)
    {
        if (token.Length > MaxLength || token.Count('.') != 2)
            return (TokenVerdict.Refused, null);
        var headerEnd = token.IndexOf('.', StringComparison.Ordinal);
        var payloadEnd = token.LastIndexOf('.');

        if (Decode(token.AsSpan(0, headerEnd)) is not { } header
            || Decode(token.AsSpan((headerEnd + 1)..payloadEnd)) is not { } payload
            || Decode(token.AsSpan(payloadEnd + 1)) is not { Length: SignatureLength } signature
            || ReadKeyId(header) is not { } keyId)
        {
            return (TokenVerdict.Refused, null);
        }

        if (findKey(keyId) is not { } key)
            return (TokenVerdict.UnknownKey, null);
        return key.Verify(Encoding.ASCII.GetBytes(token, 0, payloadEnd), signature) ? ReadClaims(payload, now) : (TokenVerdict.Refused, null);
    }

    private static byte[]? Decode(ReadOnlySpan<char> part)
    {
        // Padding and white space, which a decoder may let pass, would give one token many spellings.
        if (part.IsEmpty || part.ContainsAnyExcept(Alphabet) || part.Length % 4 == 1)
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        return Base64Url.DecodeFromChars(part, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }

    private static string? ReadKeyId(byte[] header)
    {
        using var document = Parse(header);
        if (document is null)
            return null;
        try
        {
            return ReadKeyId(document);
        }
        catch (InvalidOperationException)
        {
            return null; // a text that is not Unicode, which the parser lets pass until it is read
        }
    }

    private static string? ReadKeyId(JsonDocument document)
    {
        string? algorithm = null, type = null, keyId = null;
        foreach (var parameter in document.RootElement.EnumerateObject())
        {
            if (parameter.Value.ValueKind != JsonValueKind.String)
                return null;
            switch (parameter.Name)
            {
                case "alg":
                    algorithm = parameter.Value.GetString();
                    break;
                case "typ":
                    type = parameter.Value.GetString();
                    break;
                case "kid":
                    keyId = parameter.Value.GetString();
                    break;
                default:
                    return null;
            }
        }

        return algorithm == AccessToken.Algorithm && type == AccessToken.Type ? keyId : null;
    }

    private static (TokenVerdict Verdict, ValidatedToken? Token) ReadClaims(byte[] payload, DateTimeOffset now)
    {
        using var document = Parse(payload);
        if (document is null
            || Text(document, "iss") != AccessToken.Issuer
            || Text(document, "aud") != AccessToken.Audience
            || !Guid.TryParseExact(Text(document, "sub"), "N", out var userId)
            || !Guid.TryParseExact(Text(document, "sid"), "N", out var sessionId)
            || Seconds(document, "exp") is not { } expires
            || Seconds(document, "nbf") is not { } notBefore)
        {
            return (TokenVerdict.Refused, null);
        }

        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(expires) + ClockSkew;
        if (now >= expiresAt || now < DateTimeOffset.FromUnixTimeSeconds(notBefore) - ClockSkew)
            return (TokenVerdict.Expired, null);
        return (TokenVerdict.Valid, new ValidatedToken(userId, sessionId, expiresAt));
    }

    private static JsonDocument? Parse(byte[] json)
    {
        try
        {
            var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Up to the year 9999, the range of DateTimeOffset, with room for the clock skew.
    private static long? Seconds(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var seconds) && seconds is > 86_400 and < 253_402_000_000
            ? seconds
            : null;
}

using System.Collections.Frozen;
using System.Text.Json;

namespace EmailAgent.Tokens;

/// <summary>The header of a token, which describes its signature (RFC 7515, section 4).</summary>
/// <param name="Type">Without the prefix <c>application/</c>; null for a token that names none.</param>
public sealed record TokenHeader(string Algorithm, string KeyId, string? Type)
{
    internal const int MaxKeyId = 256;
    private const string TypePrefix = "application/";

    /// <summary>
    /// Parameters that contain or name keys, extensions that must be understood, and parameters of other kinds of tokens: encrypted,
    /// nested, detached, compressed. All other parameters are ignored.
    /// </summary>
    private static readonly FrozenSet<string> Refused =
        FrozenSet.Create(StringComparer.Ordinal, "jku", "jwk", "x5u", "x5c", "crit", "b64", "cty", "enc", "zip", "epk", "apu", "apv", "p2s", "p2c", "iv", "tag");

    /// <returns>Null for a header that no acceptable token has.</returns>
    internal static TokenHeader? Read(ReadOnlySpan<byte> json)
    {
        if (TokenJson.Read(json) is not { } header)
            return null;
        foreach (var parameter in header.EnumerateObject())
        {
            if (Refused.Contains(parameter.Name) || (parameter.Name is "alg" or "kid" or "typ" && parameter.Value.ValueKind != JsonValueKind.String))
                return null;
        }

        return TokenJson.Text(header, "alg") is { } algorithm && TokenJson.Text(header, "kid") is { Length: > 0 and <= MaxKeyId } keyId
            ? new TokenHeader(algorithm, keyId, WithoutPrefix(TokenJson.Text(header, "typ")))
            : null;
    }

    private static string? WithoutPrefix(string? type) =>
        type?.StartsWith(TypePrefix, StringComparison.OrdinalIgnoreCase) is true ? type[TypePrefix.Length..] : type;
}

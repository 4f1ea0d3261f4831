using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace EmailAgent.Tokens.Keys;

/// <summary>
/// Reader of a JSON Web Key Set (RFC 7517). It accepts keys that can verify signatures, RSA from 2048 bits and P-256, and skips all
/// others: keys for encryption, symmetric, weak and malformed keys, and keys whose private half was published, too.
/// </summary>
internal static class JsonWebKeys
{
    private const int MaxKeys = 100;
    private const int MinModulus = 2048 / 8;
    private const int MaxModulus = 8192 / 8; // larger ones would cost an attacker nothing and us milliseconds
    private const int MinExponent = 65537; // NIST FIPS 186-5, section 5.4
    private const int MaxExponentLength = 4;
    private const int CoordinateLength = 32;

    private static readonly string[] RsaAlgorithms = ["RS256", "PS256"];
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    /// <exception cref="InvalidDataException">The text is not a key set, or has no usable key.</exception>
    public static KeySet Parse(ReadOnlySpan<byte> json)
    {
        var keys = new List<VerificationKey>();
        if (TokenJson.Read(json) is { } document && document.TryGetProperty("keys", out var list) && list.ValueKind == JsonValueKind.Array)
            keys.AddRange(list.EnumerateArray().Take(MaxKeys).Select(Read).OfType<VerificationKey>());
        return keys.Count > 0 ? new KeySet(keys) : throw new InvalidDataException("The answer is not a set of keys, or has no key that verifies tokens.");
    }

    private static VerificationKey? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object
            || PrivateMembers.Any(name => key.TryGetProperty(name, out _))
            || TokenJson.Text(key, "kid") is not { Length: > 0 and <= TokenHeader.MaxKeyId } id
            || !IsForSignatures(key))
        {
            return null;
        }

        try
        {
            return TokenJson.Text(key, "kty") switch
            {
                "RSA" => ReadRsa(id, key),
                "EC" => ReadCurve(id, key),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static VerificationKey? ReadRsa(string id, JsonElement key)
    {
        var algorithms = key.TryGetProperty("alg", out _) ? [.. RsaAlgorithms.Where(algorithm => algorithm == TokenJson.Text(key, "alg"))] : RsaAlgorithms;
        return algorithms.Length > 0 && StrongModulus(Number(key, "n")) is { } modulus && GoodExponent(Number(key, "e")) is { } exponent
            ? VerificationKey.OfRsa(id, modulus, exponent, algorithms, TokenJson.Text(key, "issuer"))
            : null;
    }

    private static VerificationKey? ReadCurve(string id, JsonElement key) =>
        TokenJson.Text(key, "crv") == "P-256" && (!key.TryGetProperty("alg", out _) || TokenJson.Text(key, "alg") == "ES256")
            && Bytes(key, "x") is { Length: CoordinateLength } x && Bytes(key, "y") is { Length: CoordinateLength } y
            ? VerificationKey.OfCurve(id, x, y, TokenJson.Text(key, "issuer"))
            : null;

    private static bool IsForSignatures(JsonElement key) =>
        (!key.TryGetProperty("use", out _) || TokenJson.Text(key, "use") == "sig")
        && (!key.TryGetProperty("key_ops", out var operations)
            || (operations.ValueKind == JsonValueKind.Array && operations.EnumerateArray().Any(operation => operation.ValueKind == JsonValueKind.String && operation.ValueEquals("verify"))));

    private static byte[]? StrongModulus(byte[]? modulus) =>
        modulus is { Length: >= MinModulus and <= MaxModulus } && (modulus.Length > MinModulus || modulus[0] >= 0x80) && (modulus[^1] & 1) == 1 ? modulus : null;

    private static byte[]? GoodExponent(byte[]? exponent) =>
        exponent is { Length: > 0 and <= MaxExponentLength } && exponent.Aggregate(0L, (sum, part) => (sum << 8) | part) is var value && value >= MinExponent && (value & 1) == 1
            ? exponent
            : null;

    // Some issuers write the zero that other formats put before a number whose first bit is set.
    private static byte[]? Number(JsonElement key, string name) => Bytes(key, name)?.AsSpan().TrimStart((byte)0).ToArray();

    private static byte[]? Bytes(JsonElement key, string name) =>
        TokenJson.Text(key, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}

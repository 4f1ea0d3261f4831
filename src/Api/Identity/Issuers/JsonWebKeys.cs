using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using EmailAgent.Api.Identity.Tokens;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>
/// Reads a JSON Web Key Set (RFC 7517). Takes what can verify signatures of ours - RSA from 2048 bits, P-256 - and leaves out all
/// else: keys for encryption, symmetric, weak, malformed ones, and those whose private half was published too.
/// </summary>
internal static class JsonWebKeys
{
    private const int MaxKeys = 100;
    private const int MaxKeyId = 256;
    private const int MinModulus = 2048 / 8;
    private const int MaxModulus = 8192 / 8; // larger ones would cost an attacker nothing and us milliseconds
    private const int MinExponent = 65537; // NIST FIPS 186-5, section 5.4
    private const int MaxExponentLength = 4;
    private const int CoordinateLength = 32;

    private static readonly string[] RsaAlgorithms = ["RS256", "PS256"];
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    /// <exception cref="InvalidDataException">It is not a key set, or holds no key that can be used.</exception>
    public static KeySet Parse(ReadOnlySpan<byte> json)
    {
        var keys = new List<VerificationKey>();
        if (TokenJson.Read(json) is { } document && document.TryGetProperty("keys", out var list) && list.ValueKind == JsonValueKind.Array)
            keys.AddRange(list.EnumerateArray().Take(MaxKeys).Select(Read).OfType<VerificationKey>());
        return keys.Count > 0 ? new KeySet(keys) : throw new InvalidDataException("This is not a set of keys, or it has none that verifies access tokens.");
    }

    private static VerificationKey? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object
            || PrivateMembers.Any(name => key.TryGetProperty(name, out _))
            || Text(key, "kid") is not { Length: > 0 and <= MaxKeyId } id
            || !IsForSignatures(key))
        {
            return null;
        }

        try
        {
            return Text(key, "kty") switch
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
        var algorithms = key.TryGetProperty("alg", out _) ? [.. RsaAlgorithms.Where(algorithm => algorithm == Text(key, "alg"))] : RsaAlgorithms;
        return algorithms.Length > 0 && StrongModulus(Number(key, "n")) is { } modulus && GoodExponent(Number(key, "e")) is { } exponent
            ? VerificationKey.OfRsa(id, modulus, exponent, algorithms, Text(key, "issuer"))
            : null;
    }

    private static VerificationKey? ReadCurve(string id, JsonElement key) =>
        Text(key, "crv") == "P-256" && (!key.TryGetProperty("alg", out _) || Text(key, "alg") == "ES256")
            && Bytes(key, "x") is { Length: CoordinateLength } x && Bytes(key, "y") is { Length: CoordinateLength } y
            ? VerificationKey.OfCurve(id, x, y, Text(key, "issuer"))
            : null;

    private static bool IsForSignatures(JsonElement key) =>
        (!key.TryGetProperty("use", out _) || Text(key, "use") == "sig")
        && (!key.TryGetProperty("key_ops", out var operations)
            || (operations.ValueKind == JsonValueKind.Array && operations.EnumerateArray().Any(operation => operation.ValueKind == JsonValueKind.String && operation.ValueEquals("verify"))));

    private static byte[]? StrongModulus(byte[]? modulus) =>
        modulus is { Length: >= MinModulus and <= MaxModulus } && (modulus.Length > MinModulus || modulus[0] >= 0x80) && (modulus[^1] & 1) == 1 ? modulus : null;

    private static byte[]? GoodExponent(byte[]? exponent) =>
        exponent is { Length: > 0 and <= MaxExponentLength } && exponent.Aggregate(0L, (sum, part) => (sum << 8) | part) is var value && value >= MinExponent && (value & 1) == 1
            ? exponent
            : null;

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Some write the zero that other formats put before a number whose first bit is set.
    private static byte[]? Number(JsonElement key, string name) => Bytes(key, name)?.AsSpan().TrimStart((byte)0).ToArray();

    private static byte[]? Bytes(JsonElement key, string name) =>
        Text(key, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}

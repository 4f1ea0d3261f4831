using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EmailAgent.Testing;

/// <summary>Makes valid and invalid access tokens of every kind with new keys: by default tokens of the product's issuer.</summary>
/// <param name="suffix">Of the ids of its keys.</param>
public sealed class TokenForge(string suffix) : IDisposable
{
    public const string KeyId = "key-1";
    public const string RsaKeyId = "key-2";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // To find one takes longer than most tests. No two forges have the same at the same time.
    private static readonly ConcurrentBag<RSA> Unused = [];

    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA _rsa = Unused.TryTake(out var key) ? key : RSA.Create(2048);

    private bool _isDisposed;

    public TokenForge()
        : this("")
    {
    }

    public byte[] PublicKeyPem => Encoding.ASCII.GetBytes(_curve.ExportSubjectPublicKeyInfoPem());

    public byte[] RsaPublicKeyPem => Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem());

    public static JsonObject Header() => new() { ["alg"] = "ES256", ["kid"] = KeyId, ["typ"] = "at+jwt" };

    public static JsonObject RsaHeader(string algorithm = "RS256") => new() { ["alg"] = algorithm, ["kid"] = RsaKeyId, ["typ"] = "JWT" };

    /// <summary>Returns a header with the id of the forge's key.</summary>
    public JsonObject OwnHeader() => new() { ["alg"] = "RS256", ["kid"] = RsaKeyId + suffix };

    public static JsonObject Payload() => new()
    {
        ["iss"] = "emailagent",
        ["aud"] = "emailagent-api",
        ["sub"] = Guid.NewGuid().ToString("N"),
        ["sid"] = Guid.NewGuid().ToString("N"),
        ["iat"] = Now.ToUnixTimeSeconds(),
        ["nbf"] = Now.ToUnixTimeSeconds(),
        ["exp"] = Now.ToUnixTimeSeconds() + 900,
    };

    /// <summary>Returns the keys as an issuer publishes them (RFC 7517).</summary>
    public JsonObject KeySetJson() => new() { ["keys"] = new JsonArray(CurveKey(), RsaKey()) };

    public JsonObject CurveKey()
    {
        var point = _curve.ExportParameters(false).Q;
        return new() { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = KeyId + suffix, ["use"] = "sig", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }

    public JsonObject RsaKey() => RsaKey(_rsa, suffix);

    public static JsonObject RsaKey(RSA rsa, string suffix = "")
    {
        var key = rsa.ExportParameters(false);
        return new() { ["kty"] = "RSA", ["kid"] = RsaKeyId + suffix, ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) };
    }

    public string Sign(JsonNode header, JsonNode payload) => Sign(header.ToJsonString(), payload.ToJsonString(), (header as JsonObject)?["alg"]?.ToString());

    /// <param name="algorithm">RS256 or PS256; for all others the signature is one of ES256.</param>
    public string Sign(string header, string payload, string? algorithm = null)
    {
        var signed = WithoutSignature(header, payload);
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = algorithm switch
        {
            "RS256" => _rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "PS256" => _rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => _curve.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public string SignAsn1(JsonNode header, JsonNode payload)
    {
        var signed = WithoutSignature(header.ToJsonString(), payload.ToJsonString());
        return $"{signed}.{Base64Url.EncodeToString(_curve.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))}";
    }

    public static string WithoutSignature(string header, string payload) =>
        $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";

    public void Dispose()
    {
        _curve.Dispose();
        if (Interlocked.Exchange(ref _isDisposed, true))
            return; // once, or two would have it
        Unused.Add(_rsa);
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EmailAgent.Api.Identity;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>Makes access tokens of every kind, right and wrong, with a key of its own.</summary>
internal sealed class TokenForge : IDisposable
{
    public const string KeyId = "key-1";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TokenForge()
    {
        var point = _key.ExportParameters(false).Q;
        Key = new VerificationKey(new PublicSigningKey(KeyId, Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y)));
    }

    public VerificationKey Key { get; }

    public byte[] PublicKeyPem => Encoding.ASCII.GetBytes(_key.ExportSubjectPublicKeyInfoPem());

    public static JsonObject Header() => new() { ["alg"] = "ES256", ["kid"] = KeyId, ["typ"] = "at+jwt" };

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

    public string Sign(JsonNode header, JsonNode payload) => Sign(header.ToJsonString(), payload.ToJsonString());

    public string Sign(string header, string payload)
    {
        var signed = Unsigned(header, payload);
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
    }

    public string SignAsn1(JsonNode header, JsonNode payload)
    {
        var signed = Unsigned(header.ToJsonString(), payload.ToJsonString());
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))}";
    }

    public static string Unsigned(string header, string payload) =>
        $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";

    public TokenVerdict Judge(string token) =>
        TokenValidator.Validate(token, id => id == KeyId ? Key : null, Now).Verdict;

    public void Dispose() => _key.Dispose();
}

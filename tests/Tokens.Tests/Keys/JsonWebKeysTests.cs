using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EmailAgent.Testing;
using EmailAgent.Tokens.Keys;

namespace EmailAgent.Tokens.Tests.Keys;

public sealed class JsonWebKeysTests : IDisposable
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";

    private readonly TokenForge _forge = new();

    [Theory]
    [InlineData("RS256", true, false)]
    [InlineData("PS256", false, true)]
    [InlineData(null, true, true)] // as Microsoft publishes its keys
    public void Parse_RsaKey_IsForItsAlgorithm(string? algorithm, bool pkcs1, bool pss)
    {
        var key = _forge.RsaKey();
        if (algorithm is not null)
            key["alg"] = algorithm;
        var keys = Parse(key);
        Assert.Equal(pkcs1, keys.Find(TokenForge.RsaKeyId, "RS256") is not null);
        Assert.Equal(pss, keys.Find(TokenForge.RsaKeyId, "PS256") is not null);
        Assert.Null(keys.Find(TokenForge.RsaKeyId, "ES256"));
        Assert.Null(keys.Find(TokenForge.RsaKeyId, "HS256"));
    }

    [Theory]
    [InlineData("use", "\"enc\"")]
    [InlineData("use", "null")]
    [InlineData("key_ops", "[\"sign\"]")]
    [InlineData("key_ops", "\"verify\"")]
    [InlineData("alg", "\"RSA-OAEP\"")]
    [InlineData("alg", "\"HS256\"")]
    [InlineData("alg", "7")]
    [InlineData("kid", null)]
    [InlineData("kid", "\"\"")]
    [InlineData("kid", "7")]
    [InlineData("kty", "\"oct\"")]
    [InlineData("kty", "\"EC\"")]
    [InlineData("n", null)]
    [InlineData("n", "\"!!\"")]
    [InlineData("n", "\"AQAB\"")]
    [InlineData("e", "\"AQ\"")] // 1: every text is its own signature
    [InlineData("e", "\"Aw\"")] // 3
    [InlineData("e", "\"AQAC\"")] // even
    [InlineData("e", "\"AQABAQABAQABAQAB\"")]
    [InlineData("d", "\"AQAB\"")] // the private half is published too
    [InlineData("p", "\"AQAB\"")]
    [InlineData("k", "\"AQAB\"")]
    public void Parse_UnusableRsaKey_IsLeftOut(string name, string? value)
    {
        var key = _forge.RsaKey();
        key.Remove(name);
        if (value is not null)
            key[name] = JsonNode.Parse(value);
        Assert.Null(Parse(_forge.CurveKey(), key).Find(TokenForge.RsaKeyId, "RS256"));
    }

    [Theory]
    [InlineData("crv", "\"P-384\"")]
    [InlineData("crv", "\"secp256k1\"")]
    [InlineData("alg", "\"ES384\"")]
    [InlineData("x", "\"AAAA\"")]
    [InlineData("y", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"")] // not a point of the curve
    [InlineData("d", "\"AQAB\"")]
    public void Parse_UnusableCurveKey_IsLeftOut(string name, string value)
    {
        var key = _forge.CurveKey();
        key[name] = JsonNode.Parse(value);
        Assert.Null(Parse(_forge.RsaKey(), key).Find(TokenForge.KeyId, "ES256"));
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(2040, false)]
    [InlineData(2048, true)]
    [InlineData(3072, true)]
    public void Parse_RsaKey_NeedsItsStrength(int bits, bool taken)
    {
        using var rsa = RSA.Create(bits);
        var keys = Parse(_forge.CurveKey(), TokenForge.RsaKey(rsa));
        Assert.Equal(taken, keys.Find(TokenForge.RsaKeyId, "RS256") is not null);
    }

    [Fact]
    public void Parse_ShortModulusPaddedWithZeros_IsLeftOut()
    {
        using var rsa = RSA.Create(1024);
        var key = TokenForge.RsaKey(rsa);
        key["n"] = Base64Url.EncodeToString([.. new byte[128], .. rsa.ExportParameters(false).Modulus!]);
        Assert.Null(Parse(_forge.CurveKey(), key).Find(TokenForge.RsaKeyId, "RS256"));
    }

    [Fact]
    public void Parse_HugeModulus_IsLeftOut()
    {
        var key = _forge.RsaKey();
        key["n"] = Base64Url.EncodeToString([.. Enumerable.Repeat((byte)0xFF, 4096)]);
        Assert.Null(Parse(_forge.CurveKey(), key).Find(TokenForge.RsaKeyId, "RS256"));
    }

    [Fact]
    public void Parse_SameIdTwice_TakesTheFirst()
    {
        using var other = new TokenForge();
        var token = _forge.Sign(TokenForge.RsaHeader(), TokenForge.Payload());
        var parsed = SignedToken.Parse(token)!;
        Assert.True(Parse(_forge.RsaKey(), other.RsaKey()).Find(TokenForge.RsaKeyId, "RS256")!.Verifies("RS256", parsed.SignedBytes, parsed.Signature));
        Assert.False(Parse(other.RsaKey(), _forge.RsaKey()).Find(TokenForge.RsaKeyId, "RS256")!.Verifies("RS256", parsed.SignedBytes, parsed.Signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"keys\":{}}")]
    [InlineData("{\"keys\":[]}")]
    [InlineData("{\"keys\":[null,1,\"x\",[],{}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"AAAA\"}]}")]
    [InlineData("<html>")]
    public void Parse_WithoutAnyKey_Throws(string json) =>
        Assert.Throws<InvalidDataException>(() => JsonWebKeys.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Judge_KeyOfAnotherTenant_DoesNotSign()
    {
        var key = _forge.RsaKey();
        key["issuer"] = "https://login.microsoftonline.com/99999999-2222-3333-4444-555555555555/v2.0";
        var token = SignedToken.Parse(_forge.Sign(TokenForge.RsaHeader(), new JsonObject { ["iss"] = $"https://login.microsoftonline.com/{Tenant}/v2.0", ["tid"] = Tenant }))!;
        Assert.False(Parse(key).Find(TokenForge.RsaKeyId, "RS256")!.MaySignFor(token.Claims));
        key["issuer"] = "https://login.microsoftonline.com/{tenantid}/v2.0";
        Assert.True(Parse(key).Find(TokenForge.RsaKeyId, "RS256")!.MaySignFor(token.Claims));
    }

    public void Dispose() => _forge.Dispose();

    private static KeySet Parse(params JsonObject[] keys) =>
        JsonWebKeys.Parse(Encoding.UTF8.GetBytes(new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.DeepClone())]) }.ToJsonString()));
}

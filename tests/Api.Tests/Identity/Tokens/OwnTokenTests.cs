using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EmailAgent.Testing;
using EmailAgent.Tokens;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Api.Tests.Identity.Tokens;

public sealed class OwnTokenTests : IDisposable
{
    private readonly TokenForge _forge = new();

    [Fact]
    public void Validate_GoodToken_IsValid() => Assert.Equal(TokenVerdict.Valid, _forge.Judge(_forge.Sign(TokenForge.Header(), TokenForge.Payload())));

    [Theory]
    [InlineData("alg", "\"none\"")]
    [InlineData("alg", "\"None\"")]
    [InlineData("alg", "\"HS256\"")]
    [InlineData("alg", "\"ES384\"")]
    [InlineData("alg", "\"es256\"")]
    [InlineData("alg", "null")]
    [InlineData("alg", "[\"ES256\"]")]
    [InlineData("typ", "\"JWT\"")]
    [InlineData("kid", "7")]
    [InlineData("kid", "\"\"")]
    [InlineData("cty", "\"JWT\"")]
    [InlineData("enc", "\"A256GCM\"")]
    [InlineData("jku", "\"https://attacker.example/keys\"")]
    [InlineData("x5u", "\"https://attacker.example/cert\"")]
    [InlineData("x5c", "[\"MIIB\"]")]
    [InlineData("jwk", "{\"kty\":\"EC\",\"crv\":\"P-256\"}")]
    [InlineData("crit", "[\"exp\"]")]
    [InlineData("b64", "false")]
    [InlineData("zip", "\"DEF\"")]
    public void Validate_HeaderWith_IsRefused(string name, string value)
    {
        var header = TokenForge.Header();
        header[name] = JsonNode.Parse(value);
        Assert.Equal(TokenVerdict.Refused, _forge.Judge(_forge.Sign(header, TokenForge.Payload())));
    }

    [Theory]
    [InlineData("alg")]
    [InlineData("typ")]
    [InlineData("kid")]
    public void Validate_HeaderWithout_IsRefused(string name)
    {
        var header = TokenForge.Header();
        header.Remove(name);
        Assert.Equal(TokenVerdict.Refused, _forge.Judge(_forge.Sign(header, TokenForge.Payload())));
    }

    [Theory]
    [InlineData("iss", "\"somebody else\"")]
    [InlineData("iss", "[\"emailagent\"]")]
    [InlineData("aud", "\"another-api\"")]
    [InlineData("aud", "[\"another-api\"]")]
    [InlineData("sub", "\"not an id\"")]
    [InlineData("sub", "null")]
    [InlineData("exp", "\"9999999999\"")]
    [InlineData("exp", "1e400")]
    [InlineData("exp", "99999999999999999999")]
    [InlineData("exp", "9223372036854775807")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "null")]
    [InlineData("nbf", "null")]
    public void Validate_ClaimWith_IsRefused(string name, string value)
    {
        var claims = TokenForge.Payload();
        claims.Remove(name);
        var text = $"{claims.ToJsonString()[..^1]},\"{name}\":{value}}}"; // as text, since not every number here is one for a parser
        Assert.Equal(TokenVerdict.Refused, _forge.Judge(_forge.Sign(TokenForge.Header().ToJsonString(), text)));
    }

    [Theory]
    [InlineData(-1, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(900, 59, true)]
    [InlineData(900, 61, false)]
    public void Validate_AtTheEdgesOfItsTime_ToleratesAMinuteBeforeItAndNoneAfter(int expiresIn, int validFrom, bool valid)
    {
        var payload = TokenForge.Payload();
        payload["exp"] = TokenForge.Now.ToUnixTimeSeconds() + expiresIn;
        payload["nbf"] = TokenForge.Now.ToUnixTimeSeconds() + validFrom;
        Assert.Equal(valid ? TokenVerdict.Valid : TokenVerdict.Expired, _forge.Judge(_forge.Sign(TokenForge.Header(), payload)));
    }

    [Fact]
    public void Validate_UnknownKey_SaysSo()
    {
        var header = TokenForge.Header();
        header["kid"] = "another";
        Assert.Equal(TokenVerdict.UnknownKey, _forge.Judge(_forge.Sign(header, TokenForge.Payload())));
    }

    [Fact]
    public void Validate_OtherKeysSignature_IsRefused()
    {
        using var other = new TokenForge();
        Assert.Equal(TokenVerdict.Refused, _forge.Judge(other.Sign(TokenForge.Header(), TokenForge.Payload())));
    }

    [Fact]
    public void Validate_HmacWithThePublicKey_IsRefused()
    {
        foreach (var algorithm in new[] { "HS256", "ES256" })
        {
            var header = TokenForge.Header();
            header["alg"] = algorithm;
            var signed = TokenForge.WithoutSignature(header.ToJsonString(), TokenForge.Payload().ToJsonString());
            var mac = HMACSHA256.HashData(_forge.PublicKeyPem, Encoding.ASCII.GetBytes(signed));
            Assert.Equal(TokenVerdict.Refused, _forge.Judge($"{signed}.{Base64Url.EncodeToString(mac)}"));
            Assert.Equal(TokenVerdict.Refused, _forge.Judge($"{signed}.{Base64Url.EncodeToString([.. mac, .. mac])}"));
        }
    }

    [Fact]
    public void Validate_NoSignature_IsRefused()
    {
        var unsigned = TokenForge.WithoutSignature("""{"alg":"none"}""", TokenForge.Payload().ToJsonString());
        Assert.Equal(TokenVerdict.Refused, _forge.Judge(unsigned));
        Assert.Equal(TokenVerdict.Refused, _forge.Judge($"{unsigned}."));
    }

    [Fact]
    public void Validate_ZeroSignature_IsRefused()
    {
        var signed = TokenForge.WithoutSignature(TokenForge.Header().ToJsonString(), TokenForge.Payload().ToJsonString());
        Assert.Equal(TokenVerdict.Refused, _forge.Judge($"{signed}.{Base64Url.EncodeToString(new byte[64])}"));
    }

    [Fact]
    public void Validate_SignatureInDer_IsRefused() =>
        Assert.Equal(TokenVerdict.Refused, _forge.Judge(_forge.SignAsn1(TokenForge.Header(), TokenForge.Payload())));

    [Fact]
    public void Validate_RepeatedNames_AreRefused()
    {
        var header = TokenForge.Header().ToJsonString();
        var payload = TokenForge.Payload().ToJsonString();
        Assert.Equal(TokenVerdict.Refused, _forge.Judge(_forge.Sign($"{header[..^1]},\"alg\":\"ES256\"}}", payload)));
        Assert.Equal(TokenVerdict.Refused, _forge.Judge(_forge.Sign(header, $"{payload[..^1]},\"sub\":\"{Guid.NewGuid():N}\"}}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d")]
    [InlineData("e30.e30.")]
    public void Validate_NotAToken_IsRefused(string token) => Assert.Equal(TokenVerdict.Refused, _forge.Judge(token));

    [Fact]
    public void Validate_OversizedToken_IsRefused()
    {
        var payload = TokenForge.Payload();
        payload["filler"] = new string('x', 20_000);
        Assert.Equal(TokenVerdict.Refused, _forge.Judge(_forge.Sign(TokenForge.Header(), payload)));
    }

    [Fact]
    public void Validate_AnyTruncationOrChangedCharacter_IsNotValid()
    {
        var token = _forge.Sign(TokenForge.Header(), TokenForge.Payload());
        for (var length = 0; length < token.Length; length++)
            Assert.NotEqual(TokenVerdict.Valid, _forge.Judge(token[..length]));

        Prop.ForAll(Gen.Choose(0, token.Length - 1).ToArbitrary(), Gen.Choose(0, 127).ToArbitrary(), (position, character) =>
        {
            var changed = token[..position] + (char)character + token[(position + 1)..];
            return changed == token || _forge.Judge(changed) != TokenVerdict.Valid;
        }).QuickCheckThrowOnFailure();
    }

    public void Dispose() => _forge.Dispose();
}

using System.Buffers.Text;
using System.Text;
using EmailAgent.Testing;
using EmailAgent.Tokens;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace EmailAgent.Api.Tests.Identity.Tokens;

public sealed class TokenPropertyTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Fragments =
        ["{", "}", "[", "]", "\"", ",", ":", "null", "1e999", "-0", "\\ud800", "\\u0000", "\"alg\":\"RS256\"", "\"kid\":\"key-2\"", "\"iss\":\"https://issuer.example\"", "\"aud\":\"our-api\"", "\"exp\":99999999999999999999", "\u00ff", "\ud83d\ude00"];

    private readonly TokenForge _forge = new();

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public void Judge_AnyChangeOfOneByte_IsNotValid(string algorithm)
    {
        var token = _forge.Sign(algorithm == "ES256" ? TokenForge.Header() : TokenForge.RsaHeader(algorithm), ExternalTokens.Claims(""));
        var rules = ExternalTokens.Rules("");
        Prop.ForAll(Gen.Choose(0, token.Length - 1).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (position, character) =>
        {
            var changed = token[..position] + (char)character + token[(position + 1)..];
            return changed == token || _forge.Judge(changed, rules).Verdict != TokenVerdict.Valid;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Judge_AnyText_IsNotValidAndNeverThrows()
    {
        var rules = ExternalTokens.Rules("");
        Prop.ForAll<string>(text => _forge.Judge(text ?? "", rules).Verdict == TokenVerdict.Refused).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    /// <summary>Well signed, so that the claims are reached, and broken at random places.</summary>
    [Fact]
    public void Judge_SignedNonsense_NeverThrows()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var rules = new[] { ExternalTokens.Rules(""), ExternalTokens.Rules("entra"), ExternalTokens.Rules("keycloak") };
        for (var round = 0; round < 3000; round++)
        {
            var header = random.Next(4) == 0 ? Mutate(TokenForge.Header().ToJsonString(), random) : TokenForge.Header().ToJsonString();
            var token = _forge.Sign(header, Mutate(ExternalTokens.Claims(round % 2 == 0 ? "entra" : "").ToJsonString(), random));
            foreach (var rule in rules)
                _forge.Judge(token, rule);
        }
    }

    /// <summary>Any bytes in the place of header and claims.</summary>
    [Fact]
    public void Judge_AnyBytes_IsNotValidAndNeverThrows()
    {
        var rules = ExternalTokens.Rules("");
        Prop.ForAll<byte[], byte[], byte[]>((header, claims, signature) =>
            _forge.Judge($"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}.{Base64Url.EncodeToString(signature)}", rules).Verdict == TokenVerdict.Refused)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    public void Dispose() => _forge.Dispose();

    private static string Mutate(string json, Random random)
    {
        var text = new StringBuilder(json);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(3))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Fragments[random.Next(Fragments.Length)]);
                    break;
                default:
                    text[at] = (char)random.Next(1, 0xD800);
                    break;
            }

            if (text.Length == 0)
                text.Append('x');
        }

        return text.ToString();
    }
}

using System.Text;
using EmailAgent.Mail.Sasl;

namespace EmailAgent.Mail.Tests.Sasl;

public sealed class MechanismTests
{
    private static readonly SaslContext Context = new("server.example.com", 143, null);

    [Fact]
    public void Plain_WithTheExampleOfRfc4616_SaysTheSame()
    {
        var plain = Only("PLAIN", SaslCredentials.Password("Kurt", "xipj3plmq", "Ursel"));

        Assert.Equal("Ursel\0Kurt\0xipj3plmq", Answer(plain));
        Assert.Null(Answer(plain));
    }

    [Fact]
    public void Login_WhateverItIsAsked_SaysUserThenPassword()
    {
        var login = Only("LOGIN", SaslCredentials.Password("user", "pä"));

        Assert.False(login.IsClientFirst);
        Assert.Equal("user", Answer(login, "Who?"));
        Assert.Equal("pä", Answer(login, ""));
        Assert.Null(Answer(login, "More"));
    }

    [Fact]
    public void OAuthBearer_WithTheExampleOfRfc7628_SaysTheSame()
    {
        var bearer = Only("OAUTHBEARER", SaslCredentials.Bearer("user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="));

        Assert.Equal(
            "n,a=user@example.com,\u0001host=server.example.com\u0001port=143\u0001auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\u0001\u0001",
            Answer(bearer));
        Assert.Equal("\u0001", Answer(bearer, """{"status":"invalid_token"}"""));
        Assert.Equal("""{"status":"invalid_token"}""", bearer.ServerError);
        Assert.Null(Answer(bearer, "again"));
    }

    [Fact]
    public void XOAuth2_Refused_AnswersTheErrorWithNothing()
    {
        var bearer = Only("XOAUTH2", SaslCredentials.Bearer("someuser@example.com", "ya29.token"));

        Assert.Equal("user=someuser@example.com\u0001auth=Bearer ya29.token\u0001\u0001", Answer(bearer));
        Assert.Equal("", Answer(bearer, "{\"status\":\"401\"}\r\n"));
        Assert.Equal("{\"status\":\"401\"}", bearer.ServerError);
        Assert.Null(Answer(bearer, "again"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("fred@example.com", "fred@example.com")]
    public void External_WithAnIdentity_SaysJustThat(string identity, string message)
        => Assert.Equal(message, Answer(Only("EXTERNAL", SaslCredentials.External(identity))));

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u0001b")]
    [InlineData("a\u007fb")]
    public void Credentials_WithControls_AreRefused(string value)
    {
        Assert.Throws<ArgumentException>(() => SaslCredentials.Password(value, "pw"));
        Assert.Throws<ArgumentException>(() => SaslCredentials.Password("user", value));
        Assert.Throws<ArgumentException>(() => SaslCredentials.Password("user", "pw", value));
        Assert.Throws<ArgumentException>(() => SaslCredentials.Bearer(value, "token"));
        Assert.Throws<ArgumentException>(() => SaslCredentials.Bearer("user", value));
        Assert.Throws<ArgumentException>(() => SaslCredentials.External(value));
    }

    [Fact]
    public void Credentials_WithHalfACharacter_AreRefused()
        => Assert.Throws<ArgumentException>(() => SaslCredentials.Password("user", "a\ud800b"));

    [Theory]
    [InlineData("I\u00adX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("a\u00a0b\u3000c", "a b c")]
    public void SaslPrep_WithExamplesOfRfc4013_MapsAsItSays(string value, string expected)
        => Assert.Equal(expected, SaslPrep.Prepare(value));

    private static SaslMechanism Only(string name, SaslCredentials credentials) => credentials.Choose(offered => offered == name, Context)!;

    private static string? Answer(SaslMechanism mechanism, string challenge = "")
        => mechanism.Respond(Encoding.UTF8.GetBytes(challenge)) is { } answer ? Encoding.UTF8.GetString(answer) : null;
}

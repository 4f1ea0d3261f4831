using System.Security.Cryptography;
using System.Text;
using EmailAgent.Mail.Sasl;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Sasl;

public sealed class ChoiceTests
{
    private static readonly SaslContext Plain = new("localhost", 143, null);
    private static readonly SaslContext Tls = Plain with { ServerEndPoint = [1] };
    private static readonly SaslCredentials Password = SaslCredentials.Password("user", "pw");

    [Theory]
    [InlineData("PLAIN LOGIN SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS XOAUTH2", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")]
    [InlineData("SCRAM-SHA-256 SCRAM-SHA-1-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256")]
    [InlineData("LOGIN PLAIN SCRAM-SHA-1", "SCRAM-SHA-1", "SCRAM-SHA-1")]
    [InlineData("LOGIN PLAIN", "PLAIN", "PLAIN")]
    [InlineData("LOGIN", "LOGIN", "LOGIN")]
    [InlineData("XOAUTH2 EXTERNAL GSSAPI", null, null)]
    public void Choose_ForAPassword_TakesTheStrongestOfBothSides(string offered, string? withTls, string? without)
    {
        Assert.Equal(withTls, Choose(Password, offered, Tls)?.Name);
        Assert.Equal(without, Choose(Password, offered, Plain)?.Name);
    }

    [Theory]
    [InlineData("PLAIN XOAUTH2 OAUTHBEARER", "OAUTHBEARER")]
    [InlineData("PLAIN XOAUTH2", "XOAUTH2")]
    [InlineData("PLAIN SCRAM-SHA-256", null)]
    public void Choose_ForAToken_NeverSendsItAsPassword(string offered, string? expected)
        => Assert.Equal(expected, Choose(SaslCredentials.Bearer("user", "token"), offered, Tls)?.Name);

    [Fact]
    public void Only_SomeMechanisms_LimitsAndOrdersTheChoice()
    {
        Assert.Equal("LOGIN", Choose(Password.Only("login", "PLAIN"), "PLAIN LOGIN SCRAM-SHA-1", Tls)?.Name);
        Assert.Null(Choose(Password.Only("XOAUTH2"), "PLAIN XOAUTH2", Tls));
        Assert.Equal("SCRAM-SHA-1", Choose(Password, "PLAIN SCRAM-SHA-1", Tls)?.Name);
    }

    [Fact]
    public void Login_ActingForAnother_IsNotPossible()
        => Assert.Null(Choose(SaslCredentials.Password("user", "pw", "other"), "LOGIN", Tls));

    [Theory]
    [InlineData("SCRAM-SHA-256", "y,,")]
    [InlineData("SCRAM-SHA-256 SCRAM-SHA-1-PLUS", "n,,")]
    public void Scram_WithoutPlusOnTls_SaysWhetherBindingWasOffered(string offered, string header)
    {
        var scram = Choose(Password.Only("SCRAM-SHA-256"), offered, Tls)!;

        Assert.StartsWith(header, Encoding.UTF8.GetString(scram.Respond([])!), StringComparison.Ordinal);
    }

    [Fact]
    public void ServerEndPoint_OfASha256Certificate_IsItsHash()
    {
        using var certificate = SelfSignedCertificate.Create();

        Assert.Equal(SHA256.HashData(certificate.RawData), ChannelBinding.ServerEndPoint(certificate));
    }

    [Fact]
    public void Credentials_Shown_HideTheirSecrets()
    {
        Assert.DoesNotContain("hunter2", SaslCredentials.Password("user", "hunter2").ToString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", new ScramLogin("user", "hunter2", null).ToString(), StringComparison.Ordinal);
    }

    private static SaslMechanism? Choose(SaslCredentials credentials, string offered, SaslContext context)
        => credentials.Choose(offered.Split(' ').Contains, context);
}

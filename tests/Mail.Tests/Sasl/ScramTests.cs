using System.Security.Cryptography;
using System.Text;
using EmailAgent.Mail.Sasl;

namespace EmailAgent.Mail.Tests.Sasl;

/// <summary>SCRAM against the exchanges printed in the RFCs, and against servers that cheat.</summary>
public sealed class ScramTests
{
    private const string ServerFirst256 = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    [Fact]
    public void Sha1_WithTheExchangeOfRfc5802_SaysTheSame()
    {
        var scram = new ScramMechanism("SCRAM-SHA-1", HashAlgorithmName.SHA1, User, ScramBinding.None, "fyko+d2lbbFgONRv9qkxdawL");

        Assert.Equal("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL", Answer(scram, ""));
        Assert.Equal(
            "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
            Answer(scram, "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"));
        Assert.Equal("", Answer(scram, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="));
        scram.Complete();
    }

    [Fact]
    public void Sha256_WithTheExchangeOfRfc7677_SaysTheSame()
    {
        var scram = Rfc7677();

        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", Answer(scram, ""));
        Assert.Equal(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            Answer(scram, ServerFirst256));
        Assert.Equal("", Answer(scram, "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        scram.Complete();
    }

    [Fact]
    public void ServerSignature_Wrong_IsABreach()
    {
        var scram = Rfc7677();
        Answer(scram, "");
        Answer(scram, ServerFirst256);

        Assert.Throws<SaslException>(() => Answer(scram, "v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        Assert.Throws<SaslException>(scram.Complete);
    }

    [Fact]
    public void Success_WithoutServerSignature_IsABreach()
    {
        var scram = Rfc7677();
        Answer(scram, "");
        Assert.Throws<SaslException>(scram.Complete);
        Answer(scram, ServerFirst256);
        Assert.Throws<SaslException>(scram.Complete);
    }

    [Fact]
    public void Success_AfterTheServerSaidError_IsABreach()
    {
        var scram = Rfc7677();
        Answer(scram, "");
        Answer(scram, ServerFirst256);

        Assert.Null(Answer(scram, "e=invalid-proof"));
        Assert.Equal("invalid-proof", scram.ServerError);
        Assert.Throws<SaslException>(scram.Complete);
    }

    [Theory]
    [InlineData("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000001")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=!,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096")]
    [InlineData("m=must,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("")]
    public void ServerFirst_Malformed_IsABreach(string message)
    {
        var scram = Rfc7677();
        Answer(scram, "");

        Assert.Throws<SaslException>(() => Answer(scram, message));
    }

    [Fact]
    public void User_WithCommaAndEquals_IsEscaped()
    {
        var scram = new ScramMechanism("SCRAM-SHA-1", HashAlgorithmName.SHA1, new ScramLogin("a,b=c", "pw", "x,y"), ScramBinding.None, "n");

        Assert.Equal("n,a=x=2Cy,n=a=2Cb=3Dc,r=n", Answer(scram, ""));
    }

    [Fact]
    public void Plus_BindingTheCertificate_SendsHeaderAndData()
    {
        var scram = new ScramMechanism("SCRAM-SHA-256-PLUS", HashAlgorithmName.SHA256, User, ScramBinding.To([1, 2, 3]), "n");

        Assert.Equal("p=tls-server-end-point,,n=user,r=n", Answer(scram, ""));
        var final = Answer(scram, "r=nx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")!;
        var binding = Convert.FromBase64String(final.Split(',')[0][2..]);
        Assert.Equal([.. "p=tls-server-end-point,,"u8, 1, 2, 3], binding);
    }

    [Fact]
    public void Nonce_OfTwoExchanges_Differs()
    {
        var first = new ScramMechanism("SCRAM-SHA-1", HashAlgorithmName.SHA1, User, ScramBinding.None);
        var second = new ScramMechanism("SCRAM-SHA-1", HashAlgorithmName.SHA1, User, ScramBinding.None);

        Assert.NotEqual(Answer(first, ""), Answer(second, ""));
    }

    private static ScramLogin User => new("user", "pencil", null);

    private static ScramMechanism Rfc7677() => new("SCRAM-SHA-256", HashAlgorithmName.SHA256, User, ScramBinding.None, "rOprNGfwEbeRWgbNEkqO");

    private static string? Answer(SaslMechanism mechanism, string challenge)
        => mechanism.Respond(Encoding.UTF8.GetBytes(challenge)) is { } answer ? Encoding.UTF8.GetString(answer) : null;
}

using EmailAgent.Providers.OAuth;

namespace EmailAgent.Providers.Tests.OAuth;

public sealed class SignInSecretsTests
{
    // RFC 7636, appendix B.
    [Fact]
    public void Challenge_OfTheVerifierInTheRfc_IsTheOneInTheRfc() => Assert.Equal(
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", new SignInSecrets("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "n").Challenge);

    [Fact]
    public void Unpack_OfWhatPackWrote_IsTheSame()
    {
        var secrets = SignInSecrets.Create();

        Assert.Equal(secrets, SignInSecrets.Unpack(secrets.Pack()));
        Assert.NotEqual(secrets, SignInSecrets.Create());
        Assert.DoesNotContain(secrets.Verifier, secrets.ToString(), StringComparison.Ordinal);
    }
}

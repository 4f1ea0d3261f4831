using EmailAgent.Providers.Gmail;
using EmailAgent.Providers.OAuth;

namespace EmailAgent.Providers.Tests.OAuth;

public sealed class OAuthServiceTests
{
    [Fact]
    public void NewSettings_OfAGoogleAccount_AreThoseOfAGmailMailbox()
    {
        var settings = GmailAccountSettings.Parse(OAuthService.Google.NewSettings(new SignedInAccount("1", "ann@example.com")));

        Assert.Equal(("ann@example.com", true, GmailPollMode.Normal), (settings.Email, settings.Push, settings.PollMode));
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/Mail.ReadWrite https://graph.microsoft.com/Mail.Send openid", true)]
    [InlineData("Mail.Send mail.readwrite", true)]
    [InlineData("Mail.ReadWrite openid email", false)]
    [InlineData("https://evil.example/Mail.ReadWrite Mail.Send", false)]
    [InlineData("", false)]
    public void AllowMail_ByMicrosoftsNamesOfItsScopes_NeedsAllOfThem(string granted, bool expected) =>
        Assert.Equal(expected, OAuthScopes.AllowMail(OAuthService.Microsoft, Options(OAuthService.Microsoft), OAuthScopes.Split(granted)));

    [Fact]
    public void Validation_OfEndpointsAndSecrets_NamesEachFault()
    {
        var options = Options(OAuthService.Google);
        Assert.True(Validate(options).Succeeded);
        options.ClientId = "client";
        options.TokenEndpoint = new Uri("http://example.org/token");
        options.KeysEndpoint = null;
        options.RevocationEndpoint = new Uri("http://127.0.0.1/revoke");

        Assert.Equal(
            ["OAuth:Google:ClientSecret is missing.", "OAuth:Google:TokenEndpoint must be an https address.", "OAuth:Google:KeysEndpoint must be an https address."],
            Validate(options).Failures!);

        static Microsoft.Extensions.Options.ValidateOptionsResult Validate(OAuthClientOptions options) =>
            new OAuthClientOptionsValidator().Validate(OAuthService.Google.Provider, options);
    }

    private static OAuthClientOptions Options(OAuthService service)
    {
        var options = new OAuthClientOptions();
        service.SetDefaults(options);
        return options;
    }
}

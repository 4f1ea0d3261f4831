namespace EmailAgent.Mail.Sasl;

/// <summary>An OAuth 2.0 access token.</summary>
internal sealed class BearerCredentials(string user, string token) : SaslCredentials
{
    internal override IReadOnlyList<string> Mechanisms { get; } = ["OAUTHBEARER", "XOAUTH2"];

    private protected override SaslMechanism Create(string mechanism, Func<string, bool> offered, SaslContext context)
        => mechanism == "XOAUTH2" ? new XOAuth2Mechanism(user, token) : new OAuthBearerMechanism(user, token, context.Host, context.Port);
}

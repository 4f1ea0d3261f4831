namespace EmailAgent.Providers.Gmail.Push;

/// <summary>
/// How Pub/Sub proves that a push comes from it, from the section <c>Gmail:Push</c>: by a token that Google signs for the audience and
/// service account of the subscription, or by a secret in the address it pushes to. Without either, no push is believed.
/// </summary>
public sealed class GmailPushOptions
{
    /// <summary>The audience that the subscription's tokens are made for.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The service account that the subscription pushes as.</summary>
    public string ServiceAccount { get; set; } = "";

    /// <summary>A secret that the push address ends with, as <c>?token=...</c>; instead of an audience.</summary>
    public string SharedToken { get; set; } = "";

    /// <summary>Who signs the tokens. Default: https://accounts.google.com.</summary>
    public string Issuer { get; set; } = "https://accounts.google.com";

    /// <summary>The keys they are signed with.</summary>
    public Uri KeysEndpoint { get; set; } = new("https://www.googleapis.com/oauth2/v3/certs");
}

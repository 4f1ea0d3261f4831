namespace EmailAgent.Providers.Gmail.Push;

/// <summary>
/// Authentication of Pub/Sub pushes, from the section <c>Gmail:Push</c>: by a token that Google signs for the audience and service account
/// of the subscription, or by a secret in the push address. Without either, all pushes are refused.
/// </summary>
public sealed class GmailPushOptions
{
    public const string Section = "Gmail:Push";

    /// <summary>The audience of the subscription's tokens.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The service account that the subscription pushes as.</summary>
    public string ServiceAccount { get; set; } = "";

    /// <summary>A secret with which the push address ends, as <c>?token=...</c>; instead of an audience.</summary>
    public string SharedToken { get; set; } = "";

    /// <summary>The issuer of the tokens. Default: https://accounts.google.com.</summary>
    public string Issuer { get; set; } = "https://accounts.google.com";

    /// <summary>Address of the issuer's keys.</summary>
    public Uri KeysEndpoint { get; set; } = new("https://www.googleapis.com/oauth2/v3/certs");
}

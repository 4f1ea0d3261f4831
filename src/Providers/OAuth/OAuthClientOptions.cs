namespace EmailAgent.Providers.OAuth;

/// <summary>
/// This installation as a client of one sign-in service, from a section such as <c>OAuth:Google</c>. Addresses and scopes
/// have the service's own as defaults.
/// </summary>
public sealed class OAuthClientOptions
{
    /// <summary>As registered with the service. Empty disables sign-in through it.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>As the service has given it to the client.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Where the user's browser goes.</summary>
    public Uri? AuthorizationEndpoint { get; set; }

    /// <summary>Where codes and refresh tokens are exchanged.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>Where tokens are revoked (RFC 7009); null where the service has none.</summary>
    public Uri? RevocationEndpoint { get; set; }

    /// <summary>The keys that sign ID tokens (RFC 7517).</summary>
    public Uri? KeysEndpoint { get; set; }

    /// <summary>The issuer of ID tokens; <c>{tenantid}</c> in it stands for the token's claim <c>tid</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>What mail needs, separated by spaces; a sign-in without all of them is refused.</summary>
    public string MailScopes { get; set; } = "";

    /// <summary>What calendars need, separated by spaces.</summary>
    public string CalendarScopes { get; set; } = "";

    /// <summary>What contacts need, separated by spaces.</summary>
    public string ContactsScopes { get; set; } = "";

    /// <summary>Longest wait for an answer of the service. Default: 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    internal bool IsConfigured => ClientId.Length > 0;
}

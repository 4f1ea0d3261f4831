namespace EmailAgent.Providers.OAuth;

/// <summary>
/// This installation as a client of one sign-in service, from a section such as <c>OAuth:Google</c>. Addresses and scopes default to the
/// service's own.
/// </summary>
public sealed class OAuthClientOptions
{
    /// <summary>The client id registered with the service; empty disables sign-in through it.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The client secret issued by the service.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Address to which the user's browser is sent.</summary>
    public Uri? AuthorizationEndpoint { get; set; }

    /// <summary>Address at which codes and refresh tokens are exchanged.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>Address at which tokens are revoked (RFC 7009); null if the service has none.</summary>
    public Uri? RevocationEndpoint { get; set; }

    /// <summary>Address of the keys that sign ID tokens (RFC 7517).</summary>
    public Uri? KeysEndpoint { get; set; }

    /// <summary>The issuer of ID tokens; <c>{tenantid}</c> in it stands for the token's claim <c>tid</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Scopes for mail, separated by spaces; a sign-in without all of them is refused.</summary>
    public string MailScopes { get; set; } = "";

    /// <summary>Scopes for calendars, separated by spaces.</summary>
    public string CalendarScopes { get; set; } = "";

    /// <summary>Scopes for contacts, separated by spaces.</summary>
    public string ContactsScopes { get; set; } = "";

    /// <summary>Longest wait for an answer of the service. Default: 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    internal bool IsConfigured => ClientId.Length > 0;
}

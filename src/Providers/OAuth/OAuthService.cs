using EmailAgent.Providers.Gmail;

namespace EmailAgent.Providers.OAuth;

/// <summary>The properties of one sign-in service.</summary>
/// <param name="Provider">The provider of the mailboxes it signs in to, such as <c>gmail</c>.</param>
/// <param name="Title">The provider's name for people.</param>
/// <param name="Section">The section of its client's configuration, below <c>OAuth</c>.</param>
public sealed record OAuthService(string Provider, string Title, string Section)
{
    /// <summary>Returns the scopes of every sign-in: the user's identity, and a refresh token where that is a scope.</summary>
    internal string BaseScopes { get; private init; } = "openid email profile";

    /// <summary>Returns the prefix with or without which a scope is the same, in a request or an answer.</summary>
    internal string ScopePrefix { get; private init; } = "";

    /// <summary>Parameters of the authorization request that are the service's own.</summary>
    internal IReadOnlyList<(string Name, string Value)> AuthorizationParameters { get; private init; } = [];

    internal Action<OAuthClientOptions> SetDefaults { get; private init; } = _ => { };

    /// <summary>Converts an address to the <see cref="MailboxAccount.Settings"/> of a new connection, which contain it as <c>email</c>.</summary>
    internal Func<string, string> WriteSettings { get; private init; } = email => new OAuthAccountSettings(email).ToJson();

    /// <summary>Returns the <see cref="MailboxAccount.Settings"/> of a new connection to this account.</summary>
    public string NewSettings(SignedInAccount account) => WriteSettings(account.Email);

    /// <summary>
    /// Returns the service of Google, which issues a refresh token only when offline access is requested and the user has just consented;
    /// earlier grants stay granted.
    /// </summary>
    internal static OAuthService Google { get; } = new("gmail", "Gmail", "Google")
    {
        AuthorizationParameters = [("access_type", "offline"), ("include_granted_scopes", "true"), ("prompt", "consent select_account")],
        WriteSettings = email => new GmailAccountSettings(email).ToJson(),
        SetDefaults = options =>
        {
            options.AuthorizationEndpoint = new Uri("https://accounts.google.com/o/oauth2/v2/auth");
            options.TokenEndpoint = new Uri("https://oauth2.googleapis.com/token");
            options.RevocationEndpoint = new Uri("https://oauth2.googleapis.com/revoke");
            options.KeysEndpoint = new Uri("https://www.googleapis.com/oauth2/v3/certs");
            options.Issuer = "https://accounts.google.com";
            options.MailScopes = "https://mail.google.com/";
            options.CalendarScopes = "https://www.googleapis.com/auth/calendar";
            options.ContactsScopes = "https://www.googleapis.com/auth/contacts";
        },
    };

    /// <summary>
    /// Returns the service of Microsoft, which has no endpoint that revokes a token, and names its scopes with or without the API they
    /// belong to.
    /// </summary>
    internal static OAuthService Microsoft { get; } = new("outlook", "Outlook", "Microsoft")
    {
        BaseScopes = "openid email profile offline_access",
        ScopePrefix = "https://graph.microsoft.com/",
        AuthorizationParameters = [("prompt", "select_account")],
        SetDefaults = options =>
        {
            options.AuthorizationEndpoint = new Uri("https://login.microsoftonline.com/common/oauth2/v2.0/authorize");
            options.TokenEndpoint = new Uri("https://login.microsoftonline.com/common/oauth2/v2.0/token");
            options.KeysEndpoint = new Uri("https://login.microsoftonline.com/common/discovery/v2.0/keys");
            options.Issuer = "https://login.microsoftonline.com/{tenantid}/v2.0";
            options.MailScopes = "https://graph.microsoft.com/Mail.ReadWrite https://graph.microsoft.com/Mail.Send";
            options.CalendarScopes = "https://graph.microsoft.com/Calendars.ReadWrite";
            options.ContactsScopes = "https://graph.microsoft.com/Contacts.ReadWrite";
        },
    };

    internal static IReadOnlyList<OAuthService> All { get; } = [Google, Microsoft];

    /// <returns>Null for a provider whose mailboxes are not signed in to by OAuth.</returns>
    internal static OAuthService? For(string provider) => All.FirstOrDefault(service => service.Provider == provider);
}

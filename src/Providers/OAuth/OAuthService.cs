using EmailAgent.Providers.Gmail;

namespace EmailAgent.Providers.OAuth;

/// <summary>What distinguishes one sign-in service from another.</summary>
/// <param name="Provider">The provider of the mailboxes it signs in to, such as <c>gmail</c>.</param>
/// <param name="Title">The provider's name for people.</param>
/// <param name="Section">Where its client is configured, below <c>OAuth</c>.</param>
public sealed record OAuthService(string Provider, string Title, string Section)
{
    /// <summary>Asked for in every sign-in: who the user is, and a refresh token where that is a scope.</summary>
    internal string BaseScopes { get; private init; } = "openid email profile";

    /// <summary>What a scope may begin with or not, in a request or an answer, and be the same.</summary>
    internal string ScopePrefix { get; private init; } = "";

    /// <summary>Parameters of the authorization request that are the service's own.</summary>
    internal IReadOnlyList<(string Name, string Value)> AuthorizationParameters { get; private init; } = [];

    internal Action<OAuthClientOptions> SetDefaults { get; private init; } = _ => { };

    /// <summary>From an address to the <see cref="MailboxAccount.Settings"/> of a new connection; they hold it as <c>email</c>.</summary>
    internal Func<string, string> WriteSettings { get; private init; } = email => new OAuthAccountSettings(email).ToJson();

    /// <summary>The <see cref="MailboxAccount.Settings"/> of a new connection to this account.</summary>
    public string NewSettings(SignedInAccount account) => WriteSettings(account.Email);

    /// <summary>
    /// Google gives a refresh token only when it is asked for offline access and the user has just consented; what was granted
    /// before stays granted.
    /// </summary>
    public static OAuthService Google { get; } = new("gmail", "Gmail", "Google")
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

    /// <summary>Microsoft has no endpoint that revokes a token, and names its scopes with or without the API they belong to.</summary>
    public static OAuthService Microsoft { get; } = new("outlook", "Outlook", "Microsoft")
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

    public static IReadOnlyList<OAuthService> All { get; } = [Google, Microsoft];

    /// <returns>Null for a provider whose mailboxes are not signed in to by OAuth.</returns>
    public static OAuthService? For(string provider) => All.FirstOrDefault(service => service.Provider == provider);
}

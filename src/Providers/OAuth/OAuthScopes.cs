namespace EmailAgent.Providers.OAuth;

/// <summary>From what a user is asked for to the service's names of it, and back.</summary>
internal static class OAuthScopes
{
    /// <summary>Returns the areas that can be requested of a user; mail is always requested.</summary>
    public static IReadOnlyList<string> Areas { get; } = ["mail", "calendar", "contacts"];

    public static string[] Requested(OAuthService service, OAuthClientOptions options, IReadOnlyCollection<string> areas) =>
    [
        .. Split(service.BaseScopes)
            .Concat(Split(options.MailScopes))
            .Concat(areas.Contains("calendar") ? Split(options.CalendarScopes) : [])
            .Concat(areas.Contains("contacts") ? Split(options.ContactsScopes) : []),
    ];

    public static bool AllowMail(OAuthService service, OAuthClientOptions options, IReadOnlyCollection<string> granted) =>
        Split(options.MailScopes).All(needed => granted.Any(scope => AreSame(service, scope, needed)));

    public static string[] Split(string scopes) => scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool AreSame(OAuthService service, string one, string other) =>
        Name(service, one).Equals(Name(service, other), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Name(OAuthService service, string scope) =>
        service.ScopePrefix.Length > 0 && scope.StartsWith(service.ScopePrefix, StringComparison.OrdinalIgnoreCase) ? scope.AsSpan(service.ScopePrefix.Length) : scope;
}

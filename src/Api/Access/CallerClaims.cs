using System.Security.Claims;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.ApiKeys;

namespace EmailAgent.Api.Access;

/// <summary>
/// The claims by which an authentication handler says who is calling: <c>sub</c>; <c>sid</c> for sessions of ours; for API keys
/// <c>key</c>, <c>scope</c> and, where the key sees only some, <c>connections</c>.
/// </summary>
internal static class CallerClaims
{
    public const string Subject = "sub";
    public const string Session = "sid";

    public const string Key = "key";
    public const string Scope = "scope";
    public const string Connections = "connections";

    public static ClaimsPrincipal ToPrincipal(string scheme, Guid userId, Guid? sessionId)
    {
        var identity = new ClaimsIdentity([new Claim(Subject, userId.ToString("N"))], scheme, Subject, roleType: null);
        if (sessionId is { } session)
            identity.AddClaim(new Claim(Session, session.ToString("N")));
        return new ClaimsPrincipal(identity);
    }

    public static ClaimsPrincipal ToPrincipal(string scheme, ApiKeyId key, ApiKeyGrant grant)
    {
        var principal = ToPrincipal(scheme, key.UserId, sessionId: null);
        var identity = (ClaimsIdentity)principal.Identity!;
        identity.AddClaim(new Claim(Key, key.KeyId.ToString("N")));
        identity.AddClaim(new Claim(Scope, string.Join(' ', PermissionNames.List(grant.Scopes))));
        if (grant.ConnectionIds is { } connections)
            identity.AddClaim(new Claim(Connections, string.Join(' ', connections.Select(id => id.ToString("N")))));
        return principal;
    }

    public static Guid UserId(ClaimsPrincipal principal) =>
        Id(principal, Subject) ?? throw new InvalidOperationException("The principal has no subject of ours.");

    public static Guid? SessionId(ClaimsPrincipal principal) => Id(principal, Session);

    public static Guid? KeyId(ClaimsPrincipal principal) => Id(principal, Key);

    /// <summary>What the caller came with: <c>kind:id</c>; null for what is not ours.</summary>
    public static string? Credential(ClaimsPrincipal principal) =>
        KeyId(principal) is { } key ? $"api_key:{key:N}" : SessionId(principal) is { } session ? $"session:{session:N}" : null;

    /// <summary>What a key lets its bearer do; null for callers without one, whose own permissions are the only bound.</summary>
    public static Permission? Scopes(ClaimsPrincipal principal) =>
        Words(principal, Scope)?.Aggregate(Permission.None, (set, name) => set | PermissionNames.Parse(name));

    /// <summary>The only connections the caller sees; null for all.</summary>
    public static IReadOnlyList<Guid>? ConnectionIds(ClaimsPrincipal principal) =>
        Words(principal, Connections)?.Select(id => Guid.ParseExact(id, "N")).ToList();

    private static string[]? Words(ClaimsPrincipal principal, string claim) =>
        principal.FindFirst(claim)?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Guid? Id(ClaimsPrincipal principal, string claim) =>
        principal.FindFirst(claim)?.Value is { } text ? Guid.ParseExact(text, "N") : null;
}

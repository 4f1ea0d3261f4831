using System.Security.Claims;

namespace EmailAgent.Api.Access;

/// <summary>The claims by which an authentication handler says who is calling: <c>sub</c>, and <c>sid</c> for sessions of ours.</summary>
internal static class CallerClaims
{
    public const string Subject = "sub";
    public const string Session = "sid";

    public static ClaimsPrincipal ToPrincipal(string scheme, Guid userId, Guid? sessionId)
    {
        var identity = new ClaimsIdentity([new Claim(Subject, userId.ToString("N"))], scheme, Subject, roleType: null);
        if (sessionId is { } session)
            identity.AddClaim(new Claim(Session, session.ToString("N")));
        return new ClaimsPrincipal(identity);
    }

    public static Guid UserId(ClaimsPrincipal principal) =>
        Id(principal, Subject) ?? throw new InvalidOperationException("The principal has no subject of ours.");

    public static Guid? SessionId(ClaimsPrincipal principal) => Id(principal, Session);

    private static Guid? Id(ClaimsPrincipal principal, string claim) =>
        principal.FindFirst(claim)?.Value is { } text ? Guid.ParseExact(text, "N") : null;
}

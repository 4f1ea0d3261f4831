using EmailAgent.Api.Http;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

/// <summary>
/// The cookie that holds the refresh token of a session in a browser, where no script can read it. A client asks for it by the header
/// <c>X-Session: cookie</c>, which pages of other sites cannot send without a preflight. Over https its name has the prefix <c>__Host-</c>, so that
/// no other host of the domain can set it.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "emailagent_refresh";
    public const string Header = "X-Session";

    private const string HeaderValue = "cookie";
    private const string HostPrefix = "__Host-";
    private const string Path = "/api/v1/auth";
    private const string PathOfHost = "/"; // the prefix demands it

    // As long as an unused refresh token is valid; the server decides in any case.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Indicates whether the client wants the refresh token in a cookie, or sends it in one.</summary>
    public static bool IsRequested(HttpRequest request) => request.Headers[Header].ToString().Equals(HeaderValue, StringComparison.OrdinalIgnoreCase);

    /// <summary>Indicates whether a request for the cookie comes from a page of another origin than this host's, whose requests are refused.</summary>
    public static bool IsForeign(HttpRequest request)
    {
        if (!IsRequested(request))
            return false;
        var site = request.Headers[AllowedOrigins.SiteHeader].ToString();
        if (site.Length > 0)
            return site != "same-origin";
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Returns the refresh token in the cookie; null without one.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)];

    /// <summary>Answers with a session; its refresh token is in the cookie if the client asked for that, and otherwise in the body.</summary>
    public static IResult Answer(HttpContext context, Session session, int status)
    {
        if (!IsRequested(context.Request))
            return new JsonAnswer<OpenedSession>(new OpenedSession(session.User, session.AccessToken, session.RefreshToken, session.ExpiresIn), status);
        context.Response.Cookies.Append(NameFor(context.Request), session.RefreshToken, Options(context.Request, Lifetime));
        return new JsonAnswer<OpenedSession>(new OpenedSession(session.User, session.AccessToken, null, session.ExpiresIn), status);
    }

    /// <summary>Removes the cookie from the browser.</summary>
    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request, lifetime: null));

    private static string NameFor(HttpRequest request) => request.IsHttps ? HostPrefix + Name : Name;

    private static CookieOptions Options(HttpRequest request, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = request.IsHttps ? PathOfHost : Path,
        MaxAge = lifetime,
        IsEssential = true,
    };
}

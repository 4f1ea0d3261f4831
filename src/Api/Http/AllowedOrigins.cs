namespace EmailAgent.Api.Http;

/// <summary>The other sites whose pages may call the API from a browser.</summary>
/// <param name="Origins">Scheme, host and port, as browsers write them.</param>
internal sealed record AllowedOrigins(IReadOnlyList<string> Origins)
{
    /// <summary>The header in which a browser states the origin of a request relative to this host; no script can set it.</summary>
    public const string SiteHeader = "Sec-Fetch-Site";

    public bool Contains(string origin) => Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Indicates whether a WebSocket may be opened, which CORS does not restrict: by programs, by pages of this host, and by the configured
    /// origins.
    /// </summary>
    public bool AdmitsSocket(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || request.Headers[SiteHeader] == "same-origin"
            || Contains(origin)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}

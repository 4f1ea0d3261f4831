namespace EmailAgent.Api.Problems;

/// <summary>The stable codes of refusals that the Api decides itself; see also <see cref="Grains.ProblemCodes"/>.</summary>
internal static class ApiProblemCodes
{
    public const string MalformedJson = "malformed_json";
    public const string UnknownField = "unknown_field";
    public const string MalformedRequest = "malformed_request";
    public const string Unauthenticated = "unauthenticated";
    public const string MissingPermission = "missing_permission";
    public const string CrossSite = "cross_site";
    public const string RouteNotFound = "route_not_found";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string PayloadTooLarge = "payload_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string RateLimited = "rate_limited";
    public const string Internal = "internal_error";
}

using EmailAgent.Grains;

namespace EmailAgent.Api.Problems;

/// <summary>The stable codes of refusals that the Api decides itself; see also <see cref="Grains.ProblemCodes"/>.</summary>
internal static class ApiProblemCodes
{
    [Problem(400, "Unknown field")]
    public const string UnknownField = "unknown_field";

    [Problem(400, "Malformed JSON")]
    public const string MalformedJson = "malformed_json";

    [Problem(400, "Malformed request")]
    public const string MalformedRequest = "malformed_request";

    [Problem(401, "Authentication required")]
    public const string Unauthenticated = "unauthenticated";

    [Problem(403, "Permission missing")]
    public const string MissingPermission = "missing_permission";

    [Problem(403, "Request from another site")]
    public const string CrossSite = "cross_site";

    [Problem(404, "No such endpoint")]
    public const string RouteNotFound = "route_not_found";

    [Problem(405, "Method not allowed")]
    public const string MethodNotAllowed = "method_not_allowed";

    [Problem(408, "Request too slow")]
    public const string RequestTimeout = "request_timeout";

    [Problem(413, "Payload too large")]
    public const string PayloadTooLarge = "payload_too_large";

    [Problem(415, "Unsupported media type")]
    public const string UnsupportedMediaType = "unsupported_media_type";

    [Problem(415, "Unsupported content encoding")]
    public const string UnsupportedContentEncoding = "unsupported_content_encoding";

    [Problem(416, "Range not satisfiable")]
    public const string RangeNotSatisfiable = "range_not_satisfiable";

    [Problem(429, "Too many requests")]
    public const string RateLimited = "rate_limited";

    [Problem(500, "Internal error")]
    public const string Internal = "internal_error";
}

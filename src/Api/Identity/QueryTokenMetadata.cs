namespace EmailAgent.Api.Identity;

/// <summary>
/// Marks an endpoint that also takes the access token as query parameter <c>access_token</c> (RFC 6750, section 2.3), because a
/// browser cannot set headers on its requests.
/// </summary>
internal sealed class QueryTokenMetadata
{
    public const string Parameter = "access_token";
}

using System.Security.Claims;
using EmailAgent.Api.Access;
using EmailAgent.Grains.ApiKeys;

namespace EmailAgent.Api.ApiKeys;

/// <summary>Finds out whose API key a text is. One that cannot be a key is refused without asking anybody.</summary>
internal sealed class ApiKeyAuthentication(IClusterClient cluster)
{
    /// <param name="text">What the client sent.</param>
    /// <param name="address">Where the client is, an IP address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Who is calling; or null and why not.</returns>
    public async ValueTask<(ClaimsPrincipal? Principal, string? Failure)> AuthenticateAsync(string text, string? address, CancellationToken cancellationToken)
    {
        if (ApiKeyText.Parse(text) is not { } key)
            return (null, "This is not an API key: its form or its checksum is wrong.");
        var grant = await cluster.GetGrain<IApiKeyGrain>(key.Id.ToString()).CheckAsync(key.Secret, address, cancellationToken);
        return grant.Standing switch
        {
            ApiKeyStanding.Good => (CallerClaims.ToPrincipal(ApiKeyHandler.SchemeName, key.Id, grant), null),
            ApiKeyStanding.Expired => (null, "The API key has expired."),
            ApiKeyStanding.AddressNotAllowed => (null, "The API key may not be used from this address."),
            _ => (null, "The API key is not known, or was revoked."),
        };
    }
}

using System.Security.Claims;
using EmailAgent.Api.Access;
using EmailAgent.Api.Audit;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Audit;

namespace EmailAgent.Api.ApiKeys;

/// <summary>Finds out whose API key a text is. One that cannot be a key is refused without asking anybody.</summary>
internal sealed class ApiKeyAuthentication(IClusterClient cluster, RefusalReporter refusals)
{
    /// <param name="text">What the client sent.</param>
    /// <param name="address">Where the client is, an IP address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Who is calling; or null and why not.</returns>
    public async ValueTask<(ClaimsPrincipal? Principal, string? Failure)> AuthenticateAsync(string text, string? address, CancellationToken cancellationToken)
    {
        if (ApiKeyText.Parse(text) is not { } key)
        {
            refusals.Report(RefusalKind.ApiKey, "malformed");
            return (null, "This is not an API key: its form or its checksum is wrong.");
        }

        var grant = await cluster.GetGrain<IApiKeyGrain>(key.Id.ToString()).CheckAsync(key.Secret, address, cancellationToken);
        Report(grant.Standing, key.Id);
        return grant.Standing switch
        {
            ApiKeyStanding.Good => (CallerClaims.ToPrincipal(ApiKeyHandler.SchemeName, key.Id, grant), null),
            ApiKeyStanding.Expired => (null, "The API key has expired."),
            ApiKeyStanding.AddressNotAllowed => (null, "The API key may not be used from this address."),
            _ => (null, "The API key is unknown or was revoked."),
        };
    }

    // Who has the secret has proven whose key it is; who only names a key has not.
    private void Report(ApiKeyStanding standing, ApiKeyId key)
    {
        var credential = $"api_key:{key.KeyId:N}";
        switch (standing)
        {
            case ApiKeyStanding.Good:
                break;
            case ApiKeyStanding.Expired:
                refusals.Report(RefusalKind.ApiKey, "expired", userId: key.UserId, credential: credential);
                break;
            case ApiKeyStanding.AddressNotAllowed:
                refusals.Report(RefusalKind.ApiKey, "address", userId: key.UserId, credential: credential);
                break;
            default:
                refusals.Report(RefusalKind.ApiKey, "unknown");
                break;
        }
    }
}

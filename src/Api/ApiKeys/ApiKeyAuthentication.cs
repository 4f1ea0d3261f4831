using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Audit;

namespace EmailAgent.Api.ApiKeys;

/// <summary>The lookup of the caller to an API key. A text that cannot be a key is refused without a call to a grain.</summary>
internal sealed class ApiKeyAuthentication(IClusterClient cluster, RefusalReporter refusals)
{
    /// <summary>Authenticates a key.</summary>
    /// <param name="text">The credential of the request.</param>
    /// <param name="address">The IP address of the client.</param>
    /// <returns>The caller, not yet admitted; or null with the reason.</returns>
    public async ValueTask<(Caller? Caller, string? Failure)> AuthenticateAsync(string text, string? address, CancellationToken cancellationToken)
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
            ApiKeyStanding.Good => (new Caller(key.Id.UserId, KeyId: key.Id.KeyId, Scopes: grant.Scopes, ConnectionIds: grant.ConnectionIds), null),
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

using Orleans.Concurrency;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>
/// An API key; the key is <see cref="ApiKeyId"/> in text form. Every request with the key calls it, so that a revoked or narrowed key
/// takes effect at once, in all processes.
/// </summary>
[Alias("api-key")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Judges a use of the key, and remembers it as the last one.</summary>
    /// <param name="secret">As in <see cref="ApiKeyText"/>.</param>
    /// <param name="address">Where it is used from, an IP address; null if that is not known.</param>
    [Alias("check"), AlwaysInterleave, Idempotent]
    Task<ApiKeyGrant> CheckAsync(byte[] secret, string? address, CancellationToken cancellationToken);

    /// <summary>Returns what the key allows now, for a caller that was admitted with it from that address and is still connected.</summary>
    [Alias("recheck"), AlwaysInterleave, Idempotent]
    Task<ApiKeyGrant> RecheckAsync(string? address, CancellationToken cancellationToken);

    /// <summary>Changes the key. Refused with <c>not_found</c> or <c>validation_failed</c>.</summary>
    [Alias("update")]
    Task<Outcome<ApiKey>> UpdateAsync(ApiKeyChangesRequest changes, CancellationToken cancellationToken);

    /// <summary>Revokes the key, which is refused from then on. Refused with <c>not_found</c>.</summary>
    [Alias("revoke")]
    Task<Outcome<Done>> RevokeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Drops the cached state and makes live connections check again. Callers that end keys without this grain must call it before
    /// they report success.
    /// </summary>
    [Alias("forget"), AlwaysInterleave, Idempotent]
    Task ForgetAsync();
}

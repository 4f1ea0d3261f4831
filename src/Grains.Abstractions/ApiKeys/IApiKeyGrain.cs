using Orleans.Concurrency;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>
/// One API key; the key is <see cref="ApiKeyId"/> in text form. Every request with the key asks it, so that a key that is revoked or
/// narrowed is so at once, in all processes.
/// </summary>
[Alias("api-key")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Judges a use of the key, and remembers it as the last one.</summary>
    /// <param name="secret">As in <see cref="ApiKeyText"/>.</param>
    /// <param name="address">Where it is used from, an IP address; null when that is not known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("check"), AlwaysInterleave, Idempotent]
    Task<ApiKeyGrant> CheckAsync(byte[] secret, string? address, CancellationToken cancellationToken);

    /// <summary>What the key allows now, for a caller that was let in with it from that address and is still there.</summary>
    [Alias("recheck"), AlwaysInterleave, Idempotent]
    Task<ApiKeyGrant> RecheckAsync(string? address, CancellationToken cancellationToken);

    /// <summary>Refused with <c>not_found</c> or <c>validation_failed</c>.</summary>
    [Alias("update")]
    Task<Outcome<ApiKey>> UpdateAsync(ApiKeyChanges changes, CancellationToken cancellationToken);

    /// <summary>Once it is done, the key lets nobody in. Refused with <c>not_found</c>.</summary>
    [Alias("revoke")]
    Task<Outcome<Done>> RevokeAsync(CancellationToken cancellationToken);

    /// <summary>Forgets what it knows, and has live lines ask anew. Whoever ends keys past the grain calls it before saying that it is done.</summary>
    [Alias("forget"), AlwaysInterleave, Idempotent]
    Task ForgetAsync();
}

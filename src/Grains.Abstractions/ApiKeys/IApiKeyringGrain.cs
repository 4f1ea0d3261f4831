using Orleans.Concurrency;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>The API keys of one user; the key is the user id.</summary>
[Alias("api-keyring")]
public interface IApiKeyringGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes a key. Refused with <c>validation_failed</c>; with <c>too_many</c> when the user has as many as possible; with <c>proof_required</c>
    /// when the key could do more than read, and the caller has not shown lately who it is.
    /// </summary>
    /// <param name="request">What to make.</param>
    /// <param name="callerSession">The caller's session; null for a caller without a session of this instance.</param>
    [Alias("create")]
    Task<Outcome<CreatedApiKey>> CreateAsync(NewApiKeyRequest request, Guid? callerSession, CancellationToken cancellationToken);

    /// <summary>Lists the keys, oldest first, including expired ones.</summary>
    [Alias("list"), AlwaysInterleave, Idempotent]
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Revokes all keys. A repeat does no harm.</summary>
    [Alias("revoke-all"), Idempotent]
    Task RevokeAllAsync(CancellationToken cancellationToken);
}

using Orleans.Concurrency;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>The API keys of one user; the key is the user id.</summary>
[Alias("api-keyring")]
public interface IApiKeyringGrain : IGrainWithStringKey
{
    /// <summary>Refused with <c>validation_failed</c>, or with <c>too_many</c> when the user has as many as possible.</summary>
    [Alias("create")]
    Task<Outcome<CreatedApiKey>> CreateAsync(ApiKeyRequest request, CancellationToken cancellationToken);

    /// <summary>Oldest first; those expired are among them.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);
}

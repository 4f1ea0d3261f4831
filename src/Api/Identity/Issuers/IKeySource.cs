namespace EmailAgent.Api.Identity.Issuers;

/// <summary>Where the keys of an issuer come from: our own from the grain that signs, those of others over HTTP.</summary>
internal interface IKeySource
{
    /// <summary>The keys as they are now. Fails with any exception where they cannot be had.</summary>
    Task<KeySet> FetchAsync(CancellationToken cancellationToken);
}

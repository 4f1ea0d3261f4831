namespace EmailAgent.Tokens.Keys;

/// <summary>The source of an issuer's keys: a grain for the product's keys, HTTP for those of other issuers.</summary>
public interface IKeySource
{
    /// <summary>Fetches the current keys. Throws any exception when they cannot be fetched.</summary>
    Task<KeySet> FetchAsync(CancellationToken cancellationToken);
}

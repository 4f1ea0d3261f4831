namespace EmailAgent.Tokens.Keys;

/// <summary>The source of an issuer's keys: a grain for our own keys, HTTP for those of others.</summary>
public interface IKeySource
{
    /// <summary>Fetches the current keys. Throws any exception when they cannot be fetched.</summary>
    Task<KeySet> FetchAsync(CancellationToken cancellationToken);
}

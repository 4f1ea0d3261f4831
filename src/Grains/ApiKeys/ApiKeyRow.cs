namespace EmailAgent.Grains.ApiKeys;

/// <summary>An API key as stored.</summary>
/// <param name="Hint">The last characters of the key.</param>
/// <param name="SecretHash">Made by the caller; this layer never sees the secret.</param>
/// <param name="Scopes">Names of permissions.</param>
/// <param name="ConnectionIds">The only connections it sees; null for all.</param>
/// <param name="AllowedAddresses">The networks from which it can be used; null for any.</param>
/// <param name="CreatedAt">UTC, as all moments here.</param>
internal sealed record ApiKeyRow(
    Guid UserId,
    Guid Id,
    string Name,
    string Hint,
    byte[] SecretHash,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<Guid>? ConnectionIds,
    IReadOnlyList<string>? AllowedAddresses,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt);

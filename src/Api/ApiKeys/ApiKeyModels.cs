using EmailAgent.Grains.ApiKeys;

namespace EmailAgent.Api.ApiKeys;

/// <summary>A new API key.</summary>
/// <param name="Key">The key itself, which is not shown again.</param>
/// <param name="ConnectionIds">The only mailboxes it can access; null for all.</param>
/// <param name="AllowedAddresses">Networks from which it can be used; null for any.</param>
/// <param name="ExpiresAt">Null for never.</param>
internal sealed record NewApiKeyAnswer(
    string Id,
    string Key,
    string Name,
    string Hint,
    [property: ApiKeyScopes] IReadOnlyList<string> Scopes,
    IReadOnlyList<string>? ConnectionIds,
    IReadOnlyList<string>? AllowedAddresses,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt)
{
    public static NewApiKeyAnswer From(CreatedApiKey created) => new(
        created.Key.Id, created.Text, created.Key.Name, created.Key.Hint, created.Key.Scopes, created.Key.ConnectionIds,
        created.Key.AllowedAddresses, created.Key.CreatedAt, created.Key.ExpiresAt);
}

using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.ApiKeys;

namespace EmailAgent.Api.ApiKeys;

/// <summary>A key to be made.</summary>
/// <param name="Name">Required; what it is for.</param>
/// <param name="Scopes">Required; permissions such as <c>mail:read</c>, of the caller's; never <c>account:admin</c>.</param>
/// <param name="ConnectionIds">The only mailboxes it shall see. Default: all, also those to come.</param>
/// <param name="AllowedAddresses">IP addresses and networks, such as <c>10.0.0.0/8</c>, that it may be used from. Default: any.</param>
/// <param name="ExpiresAt">Default: never.</param>
internal sealed record NewApiKeyRequest(
    [property: Required] string? Name, [property: Required, ApiKeyScopes] IReadOnlyList<string>? Scopes, IReadOnlyList<string>? ConnectionIds, IReadOnlyList<string>? AllowedAddresses, DateTimeOffset? ExpiresAt);

/// <summary>What to change; what is absent or null stays.</summary>
/// <param name="Scopes">Some of those that the key has.</param>
internal sealed record ApiKeyChangesRequest(string? Name, [property: ApiKeyScopes] IReadOnlyList<string>? Scopes);

/// <summary>An API key that was just made.</summary>
/// <param name="Key">The key itself: it is not shown again.</param>
/// <param name="ConnectionIds">The only mailboxes it sees; null for all.</param>
/// <param name="AllowedAddresses">Networks it may be used from; null for any.</param>
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

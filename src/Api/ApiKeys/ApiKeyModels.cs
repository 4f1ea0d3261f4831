using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.ApiKeys;

namespace EmailAgent.Api.ApiKeys;

/// <summary>An API key to create.</summary>
/// <param name="Name">Required; its purpose.</param>
/// <param name="Scopes">Required; permissions of the caller, such as <c>mail:read</c>; never <c>account:admin</c>.</param>
/// <param name="ConnectionIds">The only mailboxes it can access. Default: all, including future ones.</param>
/// <param name="AllowedAddresses">IP addresses and networks, such as <c>10.0.0.0/8</c>, from which it can be used. Default: any.</param>
/// <param name="ExpiresAt">Default: never.</param>
internal sealed record NewApiKeyRequest(
    [property: Required] string? Name, [property: Required, ApiKeyScopes] IReadOnlyList<string>? Scopes, IReadOnlyList<string>? ConnectionIds, IReadOnlyList<string>? AllowedAddresses, DateTimeOffset? ExpiresAt);

/// <summary>Changes to an API key; absent or null fields stay.</summary>
/// <param name="Scopes">Some of those that the key has.</param>
internal sealed record ApiKeyChangesRequest(string? Name, [property: ApiKeyScopes] IReadOnlyList<string>? Scopes);

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

using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>An API key to create.</summary>
/// <param name="Name">Required; its purpose.</param>
/// <param name="Scopes">Required; permissions of the caller, such as <c>mail:read</c>; never <c>account:admin</c>.</param>
/// <param name="ConnectionIds">The only mailboxes it can access. Default: all, including future ones.</param>
/// <param name="AllowedAddresses">IP addresses and networks, such as <c>10.0.0.0/8</c>, from which it can be used. Default: any.</param>
/// <param name="ExpiresAt">Default: never.</param>
[GenerateSerializer, Immutable, Alias("api-key-request")]
public sealed record NewApiKeyRequest(
    [property: Id(0)] string Name,
    [property: Id(1), ApiKeyScopes] IReadOnlyList<string> Scopes,
    [property: Id(2)] IReadOnlyList<string>? ConnectionIds,
    [property: Id(3)] IReadOnlyList<string>? AllowedAddresses,
    [property: Id(4)] DateTimeOffset? ExpiresAt);

/// <summary>Changes to an API key; absent or null fields stay.</summary>
/// <param name="Scopes">Some of those that the key has.</param>
[GenerateSerializer, Immutable, Alias("api-key-changes")]
public sealed record ApiKeyChangesRequest(
    [property: Id(0)] string? Name,
    [property: Id(1), ApiKeyScopes] IReadOnlyList<string>? Scopes);

/// <summary>An API key as its owner sees it; the key itself is shown once, when it is created.</summary>
/// <param name="Hint">Its last characters.</param>
/// <param name="ConnectionIds">The only connections it can access; null for all.</param>
/// <param name="AllowedAddresses">Networks (CIDR) from which it can be used; null for any.</param>
/// <param name="ExpiresAt">Null for never.</param>
/// <param name="LastUsedAt">Up to a minute late; null if it was never used.</param>
[GenerateSerializer, Immutable, Alias("api-key-view")]
public sealed record ApiKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Hint,
    [property: Id(3), ApiKeyScopes] IReadOnlyList<string> Scopes,
    [property: Id(4)] IReadOnlyList<string>? ConnectionIds,
    [property: Id(5)] IReadOnlyList<string>? AllowedAddresses,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] DateTimeOffset? ExpiresAt,
    [property: Id(8)] DateTimeOffset? LastUsedAt);

/// <param name="Text">The key itself, which cannot be shown again.</param>
[GenerateSerializer, Immutable, Alias("created-api-key")]
public sealed record CreatedApiKey(
    [property: Id(0)] ApiKey Key,
    [property: Id(1)] string Text);

/// <summary>The current permissions of a key, before they are limited to its owner's.</summary>
/// <param name="Scopes">None unless the key is valid.</param>
/// <param name="ConnectionIds">The only connections it can access; null for all.</param>
[GenerateSerializer, Immutable, Alias("api-key-grant")]
public sealed record ApiKeyGrant(
    [property: Id(0)] ApiKeyStanding Standing,
    [property: Id(1)] Permission Scopes,
    [property: Id(2)] IReadOnlyList<Guid>? ConnectionIds);

/// <summary>The validity of a key.</summary>
public enum ApiKeyStanding
{
    Good,

    /// <summary>The key is unknown or was revoked.</summary>
    Unknown,

    Expired,

    /// <summary>The key is not allowed from this address.</summary>
    AddressNotAllowed,
}

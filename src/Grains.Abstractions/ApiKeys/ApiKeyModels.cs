using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>A key to be made.</summary>
/// <param name="Scopes">Names of permissions of the owner's; never <c>account:admin</c>.</param>
/// <param name="ConnectionIds">The only connections it shall see; null for all.</param>
/// <param name="AllowedAddresses">Addresses and networks (CIDR) it may be used from; null for any.</param>
[GenerateSerializer, Immutable, Alias("api-key-request")]
public sealed record ApiKeyRequest(
    [property: Id(0)] string Name,
    [property: Id(1)] IReadOnlyList<string> Scopes,
    [property: Id(2)] IReadOnlyList<string>? ConnectionIds,
    [property: Id(3)] IReadOnlyList<string>? AllowedAddresses,
    [property: Id(4)] DateTimeOffset? ExpiresAt);

/// <summary>What to change of a key; null leaves as it is.</summary>
/// <param name="Scopes">Only those that the key has: scopes can be taken away, not given.</param>
[GenerateSerializer, Immutable, Alias("api-key-changes")]
public sealed record ApiKeyChanges(
    [property: Id(0)] string? Name,
    [property: Id(1)] IReadOnlyList<string>? Scopes);

/// <summary>An API key as its owner sees it; the key itself is shown once, when it is made.</summary>
/// <param name="Hint">Its last characters.</param>
/// <param name="ConnectionIds">The only connections it sees; null for all.</param>
/// <param name="AllowedAddresses">Networks (CIDR) it may be used from; null for any.</param>
/// <param name="ExpiresAt">Null for never.</param>
/// <param name="LastUsedAt">Up to a minute behind; null while it was never used.</param>
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

/// <param name="Text">The key itself: nobody can show it again.</param>
[GenerateSerializer, Immutable, Alias("created-api-key")]
public sealed record CreatedApiKey(
    [property: Id(0)] ApiKey Key,
    [property: Id(1)] string Text);

/// <summary>What a key allows at this moment, apart from what its owner may do.</summary>
/// <param name="Scopes">None unless the standing is good.</param>
/// <param name="ConnectionIds">The only connections it sees; null for all.</param>
[GenerateSerializer, Immutable, Alias("api-key-grant")]
public sealed record ApiKeyGrant(
    [property: Id(0)] ApiKeyStanding Standing,
    [property: Id(1)] Permission Scopes,
    [property: Id(2)] IReadOnlyList<Guid>? ConnectionIds);

/// <summary>How it stands with a key.</summary>
public enum ApiKeyStanding
{
    Good,

    /// <summary>There is no such key, or not any more.</summary>
    Unknown,

    Expired,

    /// <summary>It may not be used from where it was used.</summary>
    AddressNotAllowed,
}

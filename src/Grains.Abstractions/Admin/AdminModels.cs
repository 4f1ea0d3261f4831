using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Grains.Admin;

/// <summary>An account as administrators see it.</summary>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
/// <param name="Disabled">Refused everywhere.</param>
/// <param name="Connections">Number of connected mailboxes; administrators cannot access their content.</param>
[GenerateSerializer, Immutable, Alias("admin-account")]
public sealed record Account(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Email,
    [property: Id(2)] string? FirstName,
    [property: Id(3)] string? LastName,
    [property: Id(4), AllowedValues(Roles.User, Roles.Admin)] string Role,
    [property: Id(5)] bool Disabled,
    [property: Id(6)] DateTimeOffset? DisabledAt,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] long Connections);

/// <param name="NextAfter">Null at the end.</param>
[GenerateSerializer, Immutable, Alias("account-page")]
public sealed record AccountPage(
    [property: Id(0)] IReadOnlyList<Account> Items,
    [property: Id(1)] string? NextAfter);

/// <summary>Changes to an account; absent or null fields stay.</summary>
/// <param name="Disabled">True disables the account and ends its sessions, false enables it.</param>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
[GenerateSerializer, Immutable, Alias("account-changes")]
public sealed record AccountRequest(
    [property: Id(0)] bool? Disabled,
    [property: Id(1), AllowedValues(Roles.User, Roles.Admin)] string? Role);

/// <summary>An open session of a user.</summary>
[GenerateSerializer, Immutable, Alias("account-session")]
public sealed record AccountSession(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTimeOffset CreatedAt,
    [property: Id(2)] DateTimeOffset LastUsedAt,
    [property: Id(3)] DateTimeOffset ExpiresAt);

/// <summary>A failing or stale connection.</summary>
/// <param name="ErrorCode">Null if it is only stale.</param>
/// <param name="CompleteAsOf">When the copy was last exact.</param>
[GenerateSerializer, Immutable, Alias("troubled-connection")]
public sealed record TroubledConnection(
    [property: Id(0)] string Id,
    [property: Id(1)] string UserId,
    [property: Id(2), ProviderName] string Provider,
    [property: Id(3), ConnectionStatusName] string Status,
    [property: Id(4)] string? ErrorCode,
    [property: Id(5)] DateTimeOffset? CompleteAsOf,
    [property: Id(6)] DateTimeOffset CreatedAt);

/// <param name="NextAfter">Null at the end.</param>
[GenerateSerializer, Immutable, Alias("troubled-connection-page")]
public sealed record TroubledConnectionPage(
    [property: Id(0)] IReadOnlyList<TroubledConnection> Items,
    [property: Id(1)] string? NextAfter);

/// <summary>The content and the pending work of the instance.</summary>
/// <param name="Connections">Numbers by provider and status.</param>
/// <param name="Messages">In all copies.</param>
/// <param name="Backlog">Waiting items by queue.</param>
/// <param name="AsOf">When the counts were taken; at most once in ten seconds.</param>
[GenerateSerializer, Immutable, Alias("instance-stats")]
public sealed record InstanceStats(
    [property: Id(0)] UserStats Users,
    [property: Id(1)] IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Connections,
    [property: Id(2)] long Messages,
    [property: Id(3)] IReadOnlyDictionary<string, long> Backlog,
    [property: Id(4)] DateTimeOffset AsOf);

/// <param name="Sessions">Number of open sessions.</param>
[GenerateSerializer, Immutable, Alias("user-stats")]
public sealed record UserStats(
    [property: Id(0)] long Total,
    [property: Id(1)] long Disabled,
    [property: Id(2)] long Admins,
    [property: Id(3)] long Sessions);

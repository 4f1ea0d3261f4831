namespace EmailAgent.Storage.Admin;

/// <summary>An account as administrators see it.</summary>
/// <param name="Connections">Mailboxes connected.</param>
public sealed record AccountRow(
    Guid Id, string? Email, string? FirstName, string? LastName, string Role, DateTime CreatedAt, DateTime? DisabledAt, long Connections);

/// <summary>A session that has not ended.</summary>
public sealed record AccountSessionRow(Guid Id, DateTime CreatedAt, DateTime LastUsedAt, DateTime ExpiresAt);

/// <summary>What to change of an account; null leaves it.</summary>
public sealed record StandingChange(bool? IsDisabled, string? Role);

/// <summary>How a change of an account's standing went.</summary>
public enum StandingResult
{
    Changed,
    NoSuchUser,

    /// <summary>Nobody would be left to administrate.</summary>
    LastAdmin,
}

/// <summary>A connection that does not do well.</summary>
public sealed record TroubledConnectionRow(Guid Id, Guid UserId, string Provider, string Status, string? ErrorCode, DateTime? CompleteAsOf, DateTime CreatedAt);

public sealed record ConnectionCount(string Provider, string Status, long Count);

/// <summary>What the instance holds and has to do.</summary>
/// <param name="Messages">In all copies, from counters.</param>
/// <param name="PendingPushes">Notifications that no look at a mailbox has covered yet.</param>
/// <param name="PendingRevocations">Tokens that providers are still to revoke.</param>
public sealed record InstanceCounts(
    DateTimeOffset AsOf, long Users, long DisabledUsers, long Admins, long Sessions, long Messages, long PendingPushes, long FailedPushes, long PendingRevocations, IReadOnlyList<ConnectionCount> Connections);

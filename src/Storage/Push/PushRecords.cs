using EmailAgent.Storage.Connections;

namespace EmailAgent.Storage.Push;

/// <summary>The states of a notification, as stored.</summary>
public static class PushStatus
{
    public const string Pending = "pending";

    /// <summary>A look at the mailbox that began after it is under way.</summary>
    public const string Processing = "processing";

    public const string Completed = "completed";

    /// <summary>Tried so often that nothing wakes the mailbox for it any more; the next look that succeeds completes it.</summary>
    public const string Failed = "failed";
}

/// <summary>A notification as stored.</summary>
public sealed record StoredNotification(
    Guid ConnectionId,
    long Id,
    string MessageId,
    string Position,
    string Status,
    int Attempts,
    string? Error,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt);

/// <summary>How a connection's notifications stand.</summary>
/// <param name="Open">Not completed.</param>
/// <param name="OldestOpen">When the oldest of them was received.</param>
/// <param name="LastReceived">Within the time that completed ones are kept.</param>
public sealed record NotificationSummary(long Open, DateTimeOffset? OldestOpen, DateTimeOffset? LastReceived);

/// <summary>What a provider is asked to push for a connection.</summary>
public sealed record WatchWish(string? Topic, string[] Labels, bool Excludes);

/// <summary>A watch as stored.</summary>
/// <param name="Attempts">Failed in a row.</param>
/// <param name="HeardAt">When a push last arrived, exact to <see cref="NotificationStore.HeardPrecision"/>; null before the first one since the wish.</param>
/// <param name="SilentSince">Since when changes come without a push; null while all is well.</param>
public sealed record StoredWatch(
    bool Wanted,
    WatchWish Wish,
    string? Position,
    DateTimeOffset? RenewedAt,
    DateTimeOffset? ExpiresAt,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    string? Error,
    DateTimeOffset? HeardAt = null,
    DateTimeOffset? SilentSince = null);

/// <summary>A connection with notifications that wait.</summary>
public sealed record WaitingMailbox(ConnectionKey Key, int Count);

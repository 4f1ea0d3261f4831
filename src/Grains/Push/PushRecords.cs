using EmailAgent.Grains.Connections;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Push;

/// <summary>State of a connection's notifications.</summary>
/// <param name="Open">Not completed.</param>
/// <param name="OldestOpen">When the oldest of them was received.</param>
/// <param name="LastReceived">Within the time that completed ones are kept.</param>
internal sealed record NotificationSummary(long Open, DateTimeOffset? OldestOpen, DateTimeOffset? LastReceived);

/// <summary>A watch as stored.</summary>
/// <param name="Attempts">Consecutive failures.</param>
/// <param name="HeardAt">
/// Arrival of the last push, exact to <see cref="NotificationStore.HeardPrecision"/>; null before the first one since the wish.
/// </param>
/// <param name="SilentSince">The time since which changes arrive without a push; null while pushes work.</param>
internal sealed record StoredWatch(
    bool Wanted,
    PushWish Wish,
    string? Position,
    DateTimeOffset? RenewedAt,
    DateTimeOffset? ExpiresAt,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    string? Error,
    DateTimeOffset? HeardAt = null,
    DateTimeOffset? SilentSince = null);

/// <summary>A connection with waiting notifications.</summary>
internal sealed record WaitingMailbox(ConnectionKey Key, int Count);

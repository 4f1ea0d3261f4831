namespace EmailAgent.Grains.Admin;

/// <summary>The result of a change of an account's role or state.</summary>
internal enum StandingResult
{
    Changed,
    NoSuchUser,

    /// <summary>No administrator would be left.</summary>
    LastAdmin,
}

internal sealed record ConnectionCount(string Provider, string Status, long Count);

/// <summary>The contents and the outstanding work of the instance.</summary>
/// <param name="Messages">Messages in all copies, from counters.</param>
/// <param name="PendingPushes">Notifications that no sync has covered yet.</param>
/// <param name="PendingRevocations">Tokens that providers have yet to revoke.</param>
internal sealed record InstanceCounts(
    DateTimeOffset AsOf, UserStats Users, long Messages, long PendingPushes, long FailedPushes, long PendingRevocations, IReadOnlyList<ConnectionCount> Connections);

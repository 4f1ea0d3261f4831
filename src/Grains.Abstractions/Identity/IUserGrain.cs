using EmailAgent.Grains.Connections;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Identity;

/// <summary>One user; the key is the user id. Answers <c>not_found</c> for a user that does not exist (any more).</summary>
[Alias("user")]
public interface IUserGrain : IGrainWithStringKey
{
    [Alias("profile"), AlwaysInterleave]
    Task<Outcome<UserProfile>> GetProfileAsync(CancellationToken cancellationToken);

    [Alias("update-profile")]
    Task<Outcome<UserProfile>> UpdateProfileAsync(ProfileChanges changes, CancellationToken cancellationToken);

    /// <summary>The user's connections, oldest first, without those being deleted.</summary>
    [Alias("connections"), AlwaysInterleave]
    Task<IReadOnlyList<Connection>> ListConnectionsAsync(CancellationToken cancellationToken);

    /// <summary>Logs in to the server first, then stores the connection and starts its sync.</summary>
    /// <returns>Refused with <c>authentication_failed</c>, <c>connection_failed</c>, or <c>already_connected</c>.</returns>
    [Alias("connect-imap"), AlwaysInterleave]
    Task<Outcome<Connection>> ConnectImapAsync(ImapConnectionRequest request, CancellationToken cancellationToken);

    /// <summary>Wakes the sync of all the user's connections and answers their states.</summary>
    [Alias("start-sync"), AlwaysInterleave]
    Task<IReadOnlyList<SyncStatus>> StartSyncAsync(CancellationToken cancellationToken);

    [Alias("sync-status"), AlwaysInterleave]
    Task<IReadOnlyList<SyncStatus>> GetSyncStatusAsync(CancellationToken cancellationToken);
}

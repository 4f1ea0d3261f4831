using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.SignIn;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Identity;

/// <summary>A user; the key is the user id. Answers <c>not_found</c> for a user that does not or no longer exist.</summary>
[Alias("user")]
public interface IUserGrain : IGrainWithStringKey
{
    [Alias("profile"), AlwaysInterleave, Idempotent]
    Task<Outcome<UserProfile>> GetProfileAsync(CancellationToken cancellationToken);

    [Alias("update-profile")]
    Task<Outcome<UserProfile>> UpdateProfileAsync(ProfileChanges changes, CancellationToken cancellationToken);

    /// <summary>Lists the user's connections, oldest first, without those being deleted.</summary>
    [Alias("connections"), AlwaysInterleave, Idempotent]
    Task<IReadOnlyList<Connection>> ListConnectionsAsync(Visibility visible, CancellationToken cancellationToken);

    /// <summary>Finds the mail servers of an address. No password is involved.</summary>
    /// <returns>Refused with <c>validation_failed</c> or <c>too_many_attempts</c>.</returns>
    [Alias("discover-servers"), AlwaysInterleave, Idempotent]
    Task<Outcome<DiscoveredServers>> DiscoverServersAsync(string email, CancellationToken cancellationToken);

    /// <summary>Finds the server where the request does not name it, logs in there, then stores the connection and starts its sync.</summary>
    /// <returns>
    /// Refused with <c>validation_failed</c>, <c>server_not_found</c>, <c>authentication_failed</c>, <c>connection_failed</c>,
    /// <c>too_many_attempts</c> or <c>already_connected</c>.
    /// </returns>
    [Alias("connect"), AlwaysInterleave, ResponseTimeout("00:01:30")]
    Task<Outcome<Connection>> ConnectAsync(ServerConnectionRequest request, CancellationToken cancellationToken);

    /// <summary>Lists the kinds of mailboxes that the user can connect.</summary>
    [Alias("providers"), AlwaysInterleave, Idempotent]
    Task<IReadOnlyList<ProviderInfo>> ListProvidersAsync(CancellationToken cancellationToken);

    /// <summary>Begins a sign-in with a provider (OAuth 2.0 with PKCE).</summary>
    /// <returns>Refused with <c>not_found</c>, <c>provider_not_configured</c> or <c>validation_failed</c>.</returns>
    [Alias("begin-sign-in"), AlwaysInterleave]
    Task<Outcome<SignInStart>> BeginSignInAsync(string provider, AuthUrlRequest request, CancellationToken cancellationToken);

    /// <summary>Ends a sign-in: connects the mailbox, or gives one that is connected new tokens.</summary>
    /// <returns>Refused with <c>invalid_state</c>, <c>sign_in_refused</c>, <c>missing_scope</c> or <c>unavailable</c>; also as <see cref="BeginSignInAsync"/>.</returns>
    [Alias("complete-sign-in"), AlwaysInterleave]
    Task<Outcome<SignedIn>> CompleteSignInAsync(string provider, CallbackRequest answer, CancellationToken cancellationToken);

    /// <summary>Wakes the sync of all the user's connections and answers their states.</summary>
    [Alias("start-sync"), AlwaysInterleave, Idempotent]
    Task<IReadOnlyList<SyncStatus>> StartSyncAsync(Visibility visible, CancellationToken cancellationToken);

    /// <summary>Edits messages of any of the user's mailboxes; each id once.</summary>
    [Alias("edit-emails"), AlwaysInterleave]
    Task<EditReport> EditEmailsAsync(Visibility visible, IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken cancellationToken);

    [Alias("sync-status"), AlwaysInterleave, Idempotent]
    Task<IReadOnlyList<SyncStatus>> GetSyncStatusAsync(Visibility visible, CancellationToken cancellationToken);
}

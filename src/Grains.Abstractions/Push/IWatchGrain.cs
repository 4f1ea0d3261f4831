using Orleans.Concurrency;

namespace EmailAgent.Grains.Push;

/// <summary>
/// The pushes for one mailbox: has the provider send them, and goes on having so. The key is that of the mailbox's grain.
/// Every method answers <c>not_found</c> for a connection that is not there or whose provider does not push.
/// </summary>
[Alias("watch")]
public interface IWatchGrain : IGrainWithStringKey
{
    /// <summary>Stores the wanted push, and requests it from the provider.</summary>
    /// <returns>Refused with <c>watch_failed</c> if the provider refuses; the request is retried automatically.</returns>
    [Alias("start")]
    Task<Outcome<WatchState>> StartAsync(WatchRequest request, CancellationToken cancellationToken);

    [Alias("stop")]
    Task<Outcome<WatchState>> StopAsync(CancellationToken cancellationToken);

    [Alias("state"), AlwaysInterleave, Idempotent]
    Task<Outcome<WatchState>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Ensures soon that push is on for a mailbox that wants it. Called when the mailbox is connected and at the start.</summary>
    [Alias("ensure")]
    Task EnsureAsync();

    /// <summary>Sets whether push is wanted for the mailbox, with the previous settings; the provider is notified soon.</summary>
    [Alias("want")]
    Task WantAsync(bool pushed);

    /// <returns>Refused with <c>history_gone</c> when the provider does not know that far back.</returns>
    [Alias("history"), AlwaysInterleave, Idempotent]
    Task<Outcome<MailboxHistory>> ReadHistoryAsync(string? since, CancellationToken cancellationToken);

    /// <summary>Lists the mailbox's notifications, newest first.</summary>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="limit">At most this many.</param>
    [Alias("queue"), AlwaysInterleave, Idempotent]
    Task<IReadOnlyList<PushNotification>> ListAsync(string? status, int limit, CancellationToken cancellationToken);
}

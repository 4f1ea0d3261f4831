using Orleans.Concurrency;

namespace EmailAgent.Grains.Push;

/// <summary>
/// The pushes for one mailbox: has the provider send them, and goes on having so. The key is that of the mailbox's grain.
/// Every method answers <c>not_found</c> for a connection that is not there or whose provider does not push.
/// </summary>
[Alias("watch")]
public interface IWatchGrain : IGrainWithStringKey
{
    /// <summary>Writes down what is wanted, and asks the provider.</summary>
    /// <returns>Refused with <c>watch_failed</c> when it does not push; it is asked again by itself.</returns>
    [Alias("start")]
    Task<Outcome<WatchState>> StartAsync(WatchRequest request, CancellationToken cancellationToken);

    [Alias("stop")]
    Task<Outcome<WatchState>> StopAsync(CancellationToken cancellationToken);

    [Alias("state"), AlwaysInterleave, Idempotent]
    Task<Outcome<WatchState>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Makes sure, soon, that a mailbox that shall be pushed is: called when it is connected and at start.</summary>
    [Alias("ensure")]
    Task EnsureAsync();

    /// <summary>Says whether the mailbox shall be pushed, with what was asked for before; the provider is told soon.</summary>
    [Alias("want")]
    Task WantAsync(bool pushed);

    /// <returns>Refused with <c>history_gone</c> when the provider does not know that far back.</returns>
    [Alias("history"), AlwaysInterleave, Idempotent]
    Task<Outcome<MailboxHistory>> ReadHistoryAsync(string? since, CancellationToken cancellationToken);

    /// <summary>The mailbox's notifications, newest first.</summary>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("queue"), AlwaysInterleave, Idempotent]
    Task<IReadOnlyList<PushNotification>> ListAsync(string? status, int limit, CancellationToken cancellationToken);
}

using EmailAgent.Grains.Connections;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Push;

/// <summary>A grain that requests one mailbox's pushes, one request at a time, and renews them by a reminder.</summary>
internal sealed class WatchGrain(MailboxWatch watch) : Grain, IWatchGrain, IRemindable
{
    private const string Look = "look";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private MailboxId Id => MailboxId.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<WatchState>> StartAsync(WatchRequest request, CancellationToken cancellationToken)
    {
        if (!await watch.WishAsync(Id, wanted: true, new PushWish(request.TopicName, [.. request.LabelIds], request.Excludes), cancellationToken))
        {
            return MailboxWatch.NoSuchMailbox;
        }

        await this.RegisterOrUpdateReminder(Look, WatchPolicy.LookInterval, WatchPolicy.LookInterval, cancellationToken);
        return await watch.RenewAsync(Id, cancellationToken) is { } refusal ? refusal : await GetAsync(cancellationToken);
    }

    public async Task<Outcome<WatchState>> StopAsync(CancellationToken cancellationToken)
    {
        await watch.StopAsync(Id, cancellationToken);
        return await watch.WishAsync(Id, wanted: false, wish: null, cancellationToken) ? await GetAsync(cancellationToken) : MailboxWatch.NoSuchMailbox;
    }

    public async Task<Outcome<WatchState>> GetAsync(CancellationToken cancellationToken) =>
        await watch.ReadAsync(Id, cancellationToken) is { } state ? state : MailboxWatch.NoSuchMailbox;

    /// <summary>
    /// Registers the reminder, which requests pushes independently of this process and without making a caller wait for the provider.
    /// </summary>
    public Task EnsureAsync() => this.RegisterOrUpdateReminder(Look, Soon, WatchPolicy.LookInterval);

    public async Task WantAsync(bool pushed)
    {
        if (!pushed)
        {
            await watch.StopAsync(Id, CancellationToken.None);
        }

        if (await watch.WishAsync(Id, pushed, wish: null, CancellationToken.None) && pushed)
        {
            await EnsureAsync();
        }
    }

    public Task<Outcome<MailboxHistory>> ReadHistoryAsync(string? since, CancellationToken cancellationToken) =>
        watch.ReadHistoryAsync(Id, since, cancellationToken);

    public Task<IReadOnlyList<PushNotification>> ListAsync(string? status, int limit, CancellationToken cancellationToken) =>
        watch.ListAsync(Id, status, limit, cancellationToken);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!await watch.EnsureAsync(Id, CancellationToken.None) && await this.GetReminder(Look) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}

using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Providers;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Events;
using EmailAgent.Storage.Push;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Push;

/// <summary>Has providers push, from the wishes that are written down first.</summary>
internal sealed partial class MailboxWatch(
    IEnumerable<IPushSource> sources,
    ConnectionStore connections,
    WatchStore watches,
    NotificationStore notifications,
    MailboxOpener opener,
    EventLog events,
    EventAnnouncer announcer,
    TimeProvider time,
    IOptions<MailboxOptions> options,
    ILogger<MailboxWatch> logger)
{
    /// <summary>Longest wait of an owner for a provider that is told to push no more.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private static readonly WatchWish Everything = new(null, [], Excludes: false);

    private readonly ILogger<MailboxWatch> _logger = logger;

    /// <summary>Writes down whether and what shall be pushed.</summary>
    /// <returns>False when there is no such connection, or its provider does not push.</returns>
    public async Task<bool> WishAsync(MailboxId id, bool wanted, WatchWish? wish, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { })
        {
            return false;
        }

        var known = await watches.ReadAsync(id.UserId, id.ConnectionId, cancellationToken);
        return await watches.WishAsync(id.UserId, id.ConnectionId, wanted, wish ?? known?.Wish ?? Everything, cancellationToken);
    }

    /// <summary>Has the mailbox pushed if it shall be, and renews what is due.</summary>
    /// <returns>Whether to look again.</returns>
    public async Task<bool> EnsureAsync(MailboxId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } mailbox)
        {
            return false;
        }

        var watch = await watches.ReadAsync(id.UserId, id.ConnectionId, cancellationToken);
        if (watch is null && mailbox.Source.HasTopic && PushSettings.Of(mailbox.Connection).Push
            && await watches.WishAsync(id.UserId, id.ConnectionId, wanted: true, Everything, cancellationToken))
        {
            watch = await watches.ReadAsync(id.UserId, id.ConnectionId, cancellationToken);
        }

        if (watch is not { Wanted: true })
        {
            return false;
        }

        if (WatchPolicy.IsDue(watch, time.GetUtcNow()) && !MailboxPolicy.WaitsForOwner(mailbox.Connection.Status))
        {
            await RenewAsync(id, cancellationToken);
        }

        return true;
    }

    /// <summary>Asks the provider now.</summary>
    /// <returns>Null when it pushes.</returns>
    public async Task<Problem?> RenewAsync(MailboxId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } mailbox
            || await watches.ReadAsync(id.UserId, id.ConnectionId, cancellationToken) is not { Wanted: true } watch)
        {
            return new Problem(ProblemCodes.NotFound, "This mailbox has no watch.");
        }

        var together = WatchPolicy.Combine(watch.Wish, await watches.ListOthersAsync(id.UserId, id.ConnectionId, cancellationToken));
        var wish = new PushWish(together.Topic, together.Labels, together.Excludes);
        var failure = await ProviderCall.TryAsync(stop => StoreAsync(id, mailbox, wish, stop), options.Value.CommandTimeout, time, cancellationToken);
        PushMetrics.ReportWatch(mailbox.Source.Provider, failure is null);
        if (failure is null)
        {
            return null;
        }

        LogFailed(id.ConnectionId, watch.Attempts + 1, failure.Message);
        if (failure.Failure == ProviderFailure.Authentication)
        {
            return new Problem(ProblemCodes.WatchFailed, failure.Message); // Which the mailbox's session finds too, and says louder.
        }

        await watches.FailedAsync(id.UserId, id.ConnectionId, failure.Message, time.GetUtcNow() + WatchPolicy.RetryDelay(watch.Attempts), cancellationToken);
        if (watch.Attempts == 0)
        {
            await AnnounceFailureAsync(id, cancellationToken);
        }

        return new Problem(ProblemCodes.WatchFailed, failure.Message);
    }

    /// <summary>Asks the provider to stop, unless somebody else wants the same account pushed; a failure only means pushes that nobody heeds, for a week at most.</summary>
    public async Task StopAsync(MailboxId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { } mailbox
            && await watches.ReadAsync(id.UserId, id.ConnectionId, cancellationToken) is { ExpiresAt: not null }
            && await watches.ListOthersAsync(id.UserId, id.ConnectionId, cancellationToken) is []
            && await ProviderCall.TryAsync(stop => mailbox.Source.StopAsync(opener.Account(mailbox.Connection), stop), StopPatience, time, cancellationToken) is { } failure)
        {
            LogNotStopped(id.ConnectionId, failure.Message);
        }
    }

    public async Task<WatchState?> ReadAsync(MailboxId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
        {
            return null;
        }

        var watch = await watches.ReadAsync(id.UserId, id.ConnectionId, cancellationToken);
        var summary = await notifications.SummarizeAsync(id.UserId, id.ConnectionId, cancellationToken);
        var wish = watch?.Wish ?? Everything;
        return new WatchState(
            Ids.Format(id.ConnectionId),
            watch is not null && WatchPolicy.IsActive(watch, time.GetUtcNow()),
            wish.Topic,
            wish.Labels,
            wish.Excludes ? "exclude" : "include",
            watch?.Position,
            watch?.ExpiresAt,
            summary.LastReceived,
            watch?.NextAttemptAt,
            watch?.Error);
    }

    public async Task<Outcome<MailboxHistory>> ReadHistoryAsync(MailboxId id, string? since, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } mailbox)
        {
            return NoSuchMailbox;
        }

        if ((since ?? (await watches.ReadAsync(id.UserId, id.ConnectionId, cancellationToken))?.Position) is not { } start)
        {
            return new Problem(ProblemCodes.Invalid, "The history id is required, because this mailbox has no watch.", "start_history_id");
        }

        PushHistory? history = null;
        var failure = await ProviderCall.TryAsync(
            async stop => history = await mailbox.Source.ReadHistoryAsync(opener.Account(mailbox.Connection), start, stop), options.Value.CommandTimeout, time, cancellationToken);
        return failure is not null ? new Problem(ProblemCodes.MailboxUnavailable, failure.Message)
            : history is null ? new Problem(ProblemCodes.HistoryGone, "The provider's history does not reach back that far.")
            : new MailboxHistory(
                history.Position,
                [.. history.Changes.Select(change => new MailboxChange(change.Position, change.Kind, change.RemoteId, change.Labels))],
                history.IsComplete);
    }

    public async Task<IReadOnlyList<PushNotification>> ListAsync(MailboxId id, string? status, int limit, CancellationToken cancellationToken) =>
    [
        .. (await notifications.ListAsync(id.UserId, id.ConnectionId, status, limit, cancellationToken)).Select(stored => new PushNotification(
            stored.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), Ids.Format(stored.ConnectionId), stored.MessageId, stored.Position, stored.Status,
            stored.Attempts, stored.Error, stored.ReceivedAt, stored.StartedAt, stored.FinishedAt)),
    ];

    public static Problem NoSuchMailbox => new(ProblemCodes.NotFound, "There is no such connection, or its provider does not push.");

    private async Task StoreAsync(MailboxId id, (StoredConnection Connection, IPushSource Source) mailbox, PushWish wish, CancellationToken cancellationToken)
    {
        var granted = await mailbox.Source.WatchAsync(opener.Account(mailbox.Connection), wish, cancellationToken);
        await watches.RenewedAsync(id.UserId, id.ConnectionId, granted.Position, time.GetUtcNow(), granted.ExpiresAt, cancellationToken);
    }

    private async Task<(StoredConnection Connection, IPushSource Source)?> FindAsync(MailboxId id, CancellationToken cancellationToken) =>
        await connections.GetAsync(id.UserId, id.ConnectionId, cancellationToken) is { } connection
        && sources.FirstOrDefault(source => source.Provider == connection.Provider) is { } source
            ? (connection, source)
            : null;

    private async Task AnnounceFailureAsync(MailboxId id, CancellationToken cancellationToken)
    {
        var failed = new NewEvent(EventTypes.ConnectionError, $$"""{"connection_id":"{{id.ConnectionId:N}}","code":"{{ProblemCodes.WatchFailed}}"}""");
        if (await events.AppendAsync(id.UserId, [failed], cancellationToken) is not null)
        {
            await announcer.AnnounceAsync(id.UserId);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Connection {ConnectionId}: the provider does not push (attempt {Attempt}): {Reason}")]
    private partial void LogFailed(Guid connectionId, int attempt, string reason);

    [LoggerMessage(2, LogLevel.Information, "Connection {ConnectionId}: the provider may push on: {Reason}")]
    private partial void LogNotStopped(Guid connectionId, string reason);
}

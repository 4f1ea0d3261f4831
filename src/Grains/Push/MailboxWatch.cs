using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Push;

/// <summary>The requests to providers to push, each of which is stored first.</summary>
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
    /// <summary>Longest wait of an owner for a provider that is asked to stop pushing.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private static readonly PushWish Everything = new(null, [], Excludes: false);

    private readonly ILogger<MailboxWatch> _logger = logger;

    /// <summary>Stores the wish to push a mailbox or not.</summary>
    /// <returns>False when there is no such connection, or its provider does not push.</returns>
    public async Task<bool> WishAsync(MailboxId id, bool wanted, PushWish? wish, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { })
        {
            return false;
        }

        var known = await watches.ReadAsync(id.UserId, id.ConnectionId, cancellationToken);
        return await watches.WishAsync(id.UserId, id.ConnectionId, wanted, wish ?? known?.Wish ?? Everything, cancellationToken);
    }

    /// <summary>Requests pushes for the mailbox if they are wanted, and renews the watch when it is due.</summary>
    /// <returns>False when nothing is to be checked again.</returns>
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

    /// <summary>Requests pushes from the provider now.</summary>
    /// <returns>Null when it pushes.</returns>
    public async Task<Problem?> RenewAsync(MailboxId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } mailbox
            || await watches.ReadAsync(id.UserId, id.ConnectionId, cancellationToken) is not { Wanted: true } watch)
        {
            return new Problem(ProblemCodes.NotFound, "This mailbox has no watch.");
        }

        var wish = WatchPolicy.Combine(watch.Wish, await watches.ListOthersAsync(id.UserId, id.ConnectionId, cancellationToken));
        var failure = await ProviderCall.TryAsync(stop => StoreAsync(id, mailbox, wish, stop), options.Value.CommandTimeout, time, cancellationToken);
        PushMetrics.ReportWatch(mailbox.Source.Provider, failure is null);
        if (failure is null)
        {
            return null;
        }

        LogFailed(id.ConnectionId, watch.Attempts + 1, failure.Message);
        if (failure.Failure == ProviderFailure.Authentication)
        {
            return new Problem(PushProblems.WatchFailed, failure.Message); // The mailbox's session fails in the same way, and reports it.
        }

        await watches.FailedAsync(id.UserId, id.ConnectionId, failure.Message, time.GetUtcNow() + WatchPolicy.RetryDelay(watch.Attempts), cancellationToken);
        if (watch.Attempts == 0)
        {
            await AnnounceFailureAsync(id, cancellationToken);
        }

        return new Problem(PushProblems.WatchFailed, failure.Message);
    }

    /// <summary>
    /// Requests the provider to stop, unless another connection wants the same account pushed. A failure only means unused pushes, for a
    /// week at most.
    /// </summary>
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
        return failure is not null ? new Problem(ConnectionProblems.MailboxUnavailable, failure.Message)
            : history is null ? new Problem(PushProblems.HistoryGone, "The provider's history does not reach back that far.")
            : new MailboxHistory(
                history.Position,
                [.. history.Changes.Select(change => new MailboxChange(change.Position, change.Kind, change.RemoteId, change.Labels))],
                history.IsComplete);
    }

    public Task<IReadOnlyList<PushNotification>> ListAsync(MailboxId id, string? status, int limit, CancellationToken cancellationToken) =>
        notifications.ListAsync(id.UserId, id.ConnectionId, status, limit, cancellationToken);

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
        var failed = new NewEvent(ConnectionEvents.Error, $$"""{"connection_id":"{{id.ConnectionId:N}}","code":"{{PushProblems.WatchFailed}}"}""");
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

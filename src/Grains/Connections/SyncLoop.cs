using EmailAgent.Grains.Events;
using EmailAgent.Grains.Push;
using EmailAgent.Providers;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Events;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// Serves one open session: looks for changes, brings in history while there is some, carries out commands, and otherwise
/// waits for the server's push, the next poll or a request to sync.
/// </summary>
internal sealed class SyncLoop(
    MailboxId id,
    long epoch,
    StoredConnection connection,
    OpenMailbox mailbox,
    MailboxControl control,
    MailboxJobs jobs,
    MailboxServices services)
{
    /// <summary>How far the stored moment of completeness may lag behind; every write costs a transaction.</summary>
    private static readonly TimeSpan CompletenessLag = TimeSpan.FromMinutes(30);

    private readonly MailboxPoll _poll = new(id, connection, mailbox.Session, services);
    private readonly PushPacing _pacing = new();
    private DateTimeOffset _lastReconcile;
    private DateTimeOffset _savedLook;
    private DateTimeOffset _savedComplete;
    private DateTimeOffset _retriedAt = DateTimeOffset.MinValue;
    private bool _isConnected;
    private bool _retriesAll;

    /// <summary>Runs until it is stopped or the session fails.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _lastReconcile = services.Time.GetUtcNow();
        var initialDone = connection.InitialDone;
        var scope = PullScope.All;
        await TakeWokenAsync(stop);
        await PullAsync(scope, stop);
        if (control.Progress.Failures == 0) await ReportConnectedAsync(stop);
        while (true)
        {
            await control.Commands.RunAllAsync(mailbox, jobs, stop);
            if (!mailbox.Session.HistoryComplete)
            {
                await BackfillAsync(stop);
                await ReportConnectedAsync(stop);
                control.TakeNotified();
                scope = mailbox.Session.HistoryComplete ? PullScope.All : NextScope(_poll.LastFull + _poll.Mode, false);
                await PullAsync(scope, stop);
                continue;
            }

            await RetryAsync(stop);
            if (scope != PullScope.Pushed)
            {
                await SaveCompleteAsync(initialDone, stop);
                initialDone = true;
            }

            await ReportConnectedAsync(stop);
            control.Report(progress => progress with { State = WorkerState.Waiting, BackfillBegan = null });
            scope = await WaitAsync(stop);
            control.Report(progress => progress with { State = WorkerState.Syncing });
            await PullAsync(scope, stop);
        }
    }

    private async Task PullAsync(PullScope scope, CancellationToken stop)
    {
        using var job = jobs.Begin("look");
        var began = services.Time.GetUtcNow();
        var announced = _poll.IsPushed && await services.Pushes.BeginAsync(id, stop);
        var found = false;
        await foreach (var changes in mailbox.Session.PullAsync(mailbox.Copy, scope, stop))
        {
            found |= changes.HasNews;
            await mailbox.Writer.WriteAsync(changes, stop);
        }

        if (announced)
        {
            await mailbox.Writer.FlushAsync(stop);
            await services.Pushes.CompleteAsync(id, stop);
            _pacing.Looked(began);
        }

        // What a comparison of everything finds is no news that should have been pushed.
        _poll.Looked(began, scope != PullScope.Pushed, announced, found && scope != PullScope.Reconcile);
        if (scope == PullScope.Reconcile) (_lastReconcile, _retriesAll) = (began, true);
    }

    /// <summary>
    /// A login alone is no success, and after a failure neither is a first look: a server that fails soon after must not be called again
    /// at once. The failures themselves are remembered until the session has lived for <see cref="MailboxPolicy.SettlingTime"/>.
    /// </summary>
    private async Task ReportConnectedAsync(CancellationToken stop)
    {
        if (!_isConnected)
        {
            await mailbox.Writer.FlushAsync(stop);
            await services.Status.ConnectedAsync(id, connection, stop);
            _isConnected = true;
        }

        ForgetFailures(isIdle: false);
    }

    /// <param name="isIdle">Whether the session has done all there was to do, without which a server that was busy may still be.</param>
    private void ForgetFailures(bool isIdle)
    {
        if ((isIdle || !control.Progress.WasBusy) && Settling <= TimeSpan.Zero)
        {
            control.Report(progress => progress with { Failures = 0 });
        }
    }

    /// <summary>How long the session must yet live until the failures before it are forgotten; without bounds when there were none.</summary>
    private TimeSpan Settling => control.Progress is { Failures: > 0 and var failures, Opened: { } opened }
        ? opened.At + MailboxPolicy.SettlingTime(services.Options, failures) - services.Time.GetUtcNow()
        : TimeSpan.MaxValue;

    /// <summary>
    /// Asks again for outstanding messages that are due, after a comparison of everything for all of them. That may end the connection,
    /// so it comes last of all.
    /// </summary>
    private async Task RetryAsync(CancellationToken stop)
    {
        await mailbox.Writer.FlushAsync(stop);
        var all = _retriesAll;
        _retriesAll = false;
        if (mailbox.Outstanding.IsEmpty || (!all && RetryDue > services.Time.GetUtcNow()))
        {
            return;
        }

        using var job = jobs.Begin("retry");
        _retriedAt = services.Time.GetUtcNow();
        control.Report(progress => progress with { IsRetrying = true });
        await foreach (var changes in mailbox.Session.RetryAsync(mailbox.Copy, all, stop))
        {
            await mailbox.Writer.WriteAsync(changes, stop);
        }

        await mailbox.Writer.FlushAsync(stop);
        control.Report(progress => progress with { IsRetrying = false });
    }

    /// <summary>When something outstanding is asked for again; what this session could not ask for waits, too.</summary>
    private DateTimeOffset RetryDue => mailbox.Outstanding.NextAttempt is not { } next ? DateTimeOffset.MaxValue
        : next <= _retriedAt ? _retriedAt + services.Options.FirstOutstandingRetry
        : next;

    /// <summary>Brings in history until it is complete or it is time to look for new mail or commands.</summary>
    private async Task BackfillAsync(CancellationToken stop)
    {
        using var job = jobs.Begin("backfill");
        var began = services.Time.GetUtcNow();
        control.Report(progress => progress with { BackfillBegan = progress.BackfillBegan ?? (began, progress.Synced) });
        while (!mailbox.Session.HistoryComplete
            && control.Commands.IsEmpty
            && !IsPushDue
            && services.Time.GetUtcNow() - began < services.Options.BackfillPullInterval)
        {
            await foreach (var changes in mailbox.Session.BackfillAsync(mailbox.Copy, stop))
            {
                await mailbox.Writer.WriteAsync(changes, stop);
            }
        }
    }

    /// <summary>Stores that a look at all folders is over and, where nothing is outstanding, that the copy is exact.</summary>
    private async Task SaveCompleteAsync(bool initialDone, CancellationToken stop)
    {
        await mailbox.Writer.FlushAsync(stop);
        var looked = _poll.LastFull;
        var isComplete = mailbox.Outstanding.IsEmpty;
        control.Report(progress => progress with { LookedAt = looked, CompleteAsOf = isComplete ? looked : progress.CompleteAsOf });
        if (initialDone && looked - _savedLook < CompletenessLag && (!isComplete || looked - _savedComplete < CompletenessLag))
        {
            return;
        }

        _savedLook = looked;
        _savedComplete = isComplete ? looked : _savedComplete;
        await mailbox.Writer.WriteAsync(
            new MailboxCommit
            {
                UserId = id.UserId,
                ConnectionId = id.ConnectionId,
                Epoch = epoch,
                LookedAt = looked,
                CompleteAsOf = isComplete ? looked : null,
                InitialDone = initialDone ? null : true,
                Events = initialDone ? [] : [new NewEvent(EventTypes.SyncCompleted, $$"""{"connection_id":"{{id.ConnectionId:N}}","unreadable":{{mailbox.Outstanding.UnreadableCount}}}""")],
            },
            stop);
    }

    private async Task<PullScope> WaitAsync(CancellationToken stop)
    {
        while (true)
        {
            await mailbox.Writer.FlushAsync(stop);
            ForgetFailures(isIdle: true);
            var (due, interval) = await _poll.NextAsync(stop);
            due = due < RetryDue ? due : RetryDue;
            control.Report(progress => progress with { PollInterval = interval });
            var now = services.Time.GetUtcNow();
            var wait = Shorter(Shorter(due - now, control.IsNotified ? _pacing.Left(now) : _poll.Mode), Settling);
            var pushed = wait > TimeSpan.Zero && await control.Signals.WaitAsync(token => WaitForServerAsync(wait, token), false, stop);
            await control.Commands.RunAllAsync(mailbox, jobs, stop);
            var scope = NextScope(due, await TakeWokenAsync(stop));
            pushed |= (IsPushDue || scope != PullScope.Pushed) && control.TakeNotified();
            if (pushed)
            {
                control.Report(progress => progress with { LastPush = services.Time.GetUtcNow() });
            }

            if (pushed || scope != PullScope.Pushed)
            {
                return scope;
            }
        }
    }

    /// <summary>Whether a sync was requested. If so, everything outstanding becomes due.</summary>
    private async Task<bool> TakeWokenAsync(CancellationToken stop)
    {
        if (!control.TakeWoken())
        {
            return false;
        }

        await mailbox.Writer.FlushAsync(stop);
        mailbox.Outstanding.Hasten(services.Time.GetUtcNow());
        return true;
    }

    private bool IsPushDue => control.IsNotified && _pacing.Left(services.Time.GetUtcNow()) <= TimeSpan.Zero;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private PullScope NextScope(DateTimeOffset due, bool woken) =>
        MailboxPolicy.NextScope(services.Options.ReconcileInterval, services.Time.GetUtcNow(), due, _lastReconcile, woken);

    private async Task<bool> WaitForServerAsync(TimeSpan maximum, CancellationToken cancellationToken)
    {
        if (mailbox.Session.HasPush)
        {
            return await mailbox.Session.WaitAsync(maximum, cancellationToken);
        }

        await Task.Delay(maximum, services.Time, cancellationToken);
        return false;
    }
}

using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Push;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>
/// The loop that serves one open session: checks for changes, loads history until it is complete, runs commands, and otherwise waits for
/// the server's push, the next poll or a request to sync.
/// </summary>
internal sealed class SyncLoop(
    MailboxId id,
    long epoch,
    StoredConnection connection,
    OpenMailbox mailbox,
    MailboxPoll poll,
    MailboxControl control,
    MailboxJobs jobs,
    MailboxStatus status,
    PushQueue pushes,
    MailboxOptions options,
    TimeProvider time)
{
    /// <summary>Maximum age of the stored moment of completeness; every write costs a transaction.</summary>
    private static readonly TimeSpan CompletenessLag = TimeSpan.FromMinutes(30);

    private readonly PushPacing _pacing = new();
    private DateTimeOffset _lastReconcile;
    private DateTimeOffset _savedLook;
    private DateTimeOffset _savedComplete;
    private DateTimeOffset _retriedAt = DateTimeOffset.MinValue;
    private bool _isConnected;
    private bool _retriesAll;

    /// <summary>Runs until the loop is stopped or the session fails.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _lastReconcile = time.GetUtcNow();
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
                scope = mailbox.Session.HistoryComplete ? PullScope.All : NextScope(poll.LastFull + poll.Mode, false);
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
        var began = time.GetUtcNow();
        var announced = poll.IsPushed && await pushes.BeginAsync(id, stop);
        var found = false;
        await foreach (var changes in mailbox.Session.PullAsync(mailbox.Copy, scope, stop))
        {
            found |= changes.HasNews;
            await mailbox.Writer.WriteAsync(changes, stop);
        }

        if (announced)
        {
            await mailbox.Writer.FlushAsync(stop);
            await pushes.CompleteAsync(id, stop);
            _pacing.Looked(began);
        }

        // Changes that a full comparison finds need not have been pushed.
        poll.Looked(began, scope != PullScope.Pushed, announced, found && scope != PullScope.Reconcile);
        if (scope == PullScope.Reconcile) (_lastReconcile, _retriesAll) = (began, true);
    }

    /// <summary>
    /// Reports the connection as connected. A login alone is no success, nor, after a failure, is a first sync: a server that fails soon
    /// after must not be called again at once. Failures count until the session has lived for <see cref="MailboxPolicy.SettlingTime"/>.
    /// </summary>
    private async Task ReportConnectedAsync(CancellationToken stop)
    {
        if (!_isConnected)
        {
            await mailbox.Writer.FlushAsync(stop);
            await status.ConnectedAsync(id, connection, stop);
            _isConnected = true;
        }

        ForgetFailures(isIdle: false);
    }

    /// <summary>Resets the count of failures when the session has lived long enough.</summary>
    /// <param name="isIdle">Indicates whether the session has done all its work; before that a server that was busy may still be.</param>
    private void ForgetFailures(bool isIdle)
    {
        if ((isIdle || !control.Progress.WasBusy) && Settling <= TimeSpan.Zero)
        {
            control.Report(progress => progress with { Failures = 0 });
        }
    }

    /// <summary>Returns the time that the session must live until the failures before it are forgotten; unlimited when there were none.</summary>
    private TimeSpan Settling => control.Progress is { Failures: > 0 and var failures, Opened: { } opened }
        ? opened.At + MailboxPolicy.SettlingTime(options, failures) - time.GetUtcNow()
        : TimeSpan.MaxValue;

    /// <summary>
    /// Requests outstanding messages that are due, or all of them after a full comparison. That may end the connection, so it comes last.
    /// </summary>
    private async Task RetryAsync(CancellationToken stop)
    {
        await mailbox.Writer.FlushAsync(stop);
        var all = _retriesAll;
        _retriesAll = false;
        if (mailbox.Outstanding.IsEmpty || (!all && RetryDue > time.GetUtcNow()))
        {
            return;
        }

        using var job = jobs.Begin("retry");
        _retriedAt = time.GetUtcNow();
        control.Report(progress => progress with { IsRetrying = true });
        await foreach (var changes in mailbox.Session.RetryAsync(mailbox.Copy, all, stop))
        {
            await mailbox.Writer.WriteAsync(changes, stop);
        }

        await mailbox.Writer.FlushAsync(stop);
        control.Report(progress => progress with { IsRetrying = false });
    }

    /// <summary>Returns the time of the next request for outstanding messages; those that this session could not request wait, too.</summary>
    private DateTimeOffset RetryDue => mailbox.Outstanding.NextAttempt is not { } next ? DateTimeOffset.MaxValue
        : next <= _retriedAt ? _retriedAt + options.FirstOutstandingRetry
        : next;

    /// <summary>Loads history until it is complete, or until new mail or commands are due.</summary>
    private async Task BackfillAsync(CancellationToken stop)
    {
        using var job = jobs.Begin("backfill");
        var began = time.GetUtcNow();
        control.Report(progress => progress with { BackfillBegan = progress.BackfillBegan ?? (began, progress.Synced) });
        while (!mailbox.Session.HistoryComplete
            && control.Commands.IsEmpty
            && !IsPushDue
            && time.GetUtcNow() - began < options.BackfillPullInterval)
        {
            await foreach (var changes in mailbox.Session.BackfillAsync(mailbox.Copy, stop))
            {
                await mailbox.Writer.WriteAsync(changes, stop);
            }
        }
    }

    /// <summary>Stores that a sync of all folders has ended and, where nothing is outstanding, that the copy is exact.</summary>
    private async Task SaveCompleteAsync(bool initialDone, CancellationToken stop)
    {
        await mailbox.Writer.FlushAsync(stop);
        var looked = poll.LastFull;
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
                Events = initialDone ? [] : [new NewEvent(SyncEvents.Completed, $$"""{"connection_id":"{{id.ConnectionId:N}}","unreadable":{{mailbox.Outstanding.UnreadableCount}}}""")],
            },
            stop);
    }

    private async Task<PullScope> WaitAsync(CancellationToken stop)
    {
        while (true)
        {
            await mailbox.Writer.FlushAsync(stop);
            ForgetFailures(isIdle: true);
            var (due, interval) = await poll.NextAsync(stop);
            due = due < RetryDue ? due : RetryDue;
            control.Report(progress => progress with { PollInterval = interval });
            var now = time.GetUtcNow();
            var wait = Shorter(Shorter(due - now, control.IsNotified ? _pacing.Left(now) : poll.Mode), Settling);
            var pushed = wait > TimeSpan.Zero && await control.Signals.WaitAsync(token => WaitForServerAsync(wait, token), false, stop);
            await control.Commands.RunAllAsync(mailbox, jobs, stop);
            var scope = NextScope(due, await TakeWokenAsync(stop));
            pushed |= (IsPushDue || scope != PullScope.Pushed) && control.TakeNotified();
            if (pushed)
            {
                control.Report(progress => progress with { LastPush = time.GetUtcNow() });
            }

            if (pushed || scope != PullScope.Pushed)
            {
                return scope;
            }
        }
    }

    /// <summary>Indicates whether a sync was requested. If so, everything outstanding becomes due.</summary>
    private async Task<bool> TakeWokenAsync(CancellationToken stop)
    {
        if (!control.TakeWoken())
        {
            return false;
        }

        await mailbox.Writer.FlushAsync(stop);
        mailbox.Outstanding.Hasten(time.GetUtcNow());
        return true;
    }

    private bool IsPushDue => control.IsNotified && _pacing.Left(time.GetUtcNow()) <= TimeSpan.Zero;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private PullScope NextScope(DateTimeOffset due, bool woken) =>
        MailboxPolicy.NextScope(options.ReconcileInterval, time.GetUtcNow(), due, _lastReconcile, woken);

    private async Task<bool> WaitForServerAsync(TimeSpan maximum, CancellationToken cancellationToken)
    {
        if (mailbox.Session.HasPush)
        {
            return await mailbox.Session.WaitAsync(maximum, cancellationToken);
        }

        await Task.Delay(maximum, time, cancellationToken);
        return false;
    }
}

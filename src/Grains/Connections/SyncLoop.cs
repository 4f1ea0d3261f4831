using EmailAgent.Grains.Events;
using EmailAgent.Grains.Push;
using EmailAgent.Providers;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Events;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// Serves one open session: looks for changes, brings in history while there is some, carries out commands, and otherwise
/// waits for the server's push, the next poll or somebody's wish.
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
    private DateTimeOffset _savedComplete;

    /// <summary>Runs until it is stopped or the session fails.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _lastReconcile = services.Time.GetUtcNow();
        var initialDone = connection.InitialDone;
        var scope = PullScope.All;
        await PullAsync(scope, stop);
        await ReportConnectedAsync(stop);
        while (true)
        {
            await control.Commands.RunAllAsync(mailbox, jobs, stop);
            if (!mailbox.Session.HistoryComplete)
            {
                await BackfillAsync(stop);
                control.TakeNotified();
                scope = mailbox.Session.HistoryComplete ? PullScope.All : NextScope(_poll.LastFull + _poll.Mode, false);
                await PullAsync(scope, stop);
                continue;
            }

            if (scope != PullScope.Pushed)
            {
                await SaveCompleteAsync(initialDone, stop);
                initialDone = true;
            }

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
        if (scope == PullScope.Reconcile) _lastReconcile = began;
    }

    /// <summary>A login alone is no success: a server that fails on the first command must not be called again at once.</summary>
    private async Task ReportConnectedAsync(CancellationToken stop)
    {
        await mailbox.Writer.FlushAsync(stop);
        await services.Status.ConnectedAsync(id, connection, stop);
        control.Report(progress => progress with { Failures = 0 });
    }

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

    private async Task SaveCompleteAsync(bool initialDone, CancellationToken stop)
    {
        await mailbox.Writer.FlushAsync(stop);
        control.Report(progress => progress with { CompleteAsOf = _poll.LastFull });
        if (initialDone && _poll.LastFull - _savedComplete < CompletenessLag)
        {
            return;
        }

        _savedComplete = _poll.LastFull;
        await mailbox.Writer.WriteAsync(
            new MailboxCommit
            {
                UserId = id.UserId,
                ConnectionId = id.ConnectionId,
                Epoch = epoch,
                CompleteAsOf = _poll.LastFull,
                InitialDone = initialDone ? null : true,
                Events = initialDone ? [] : [new NewEvent(EventTypes.SyncCompleted, $$"""{"connection_id":"{{id.ConnectionId:N}}"}""")],
            },
            stop);
    }

    private async Task<PullScope> WaitAsync(CancellationToken stop)
    {
        while (true)
        {
            await mailbox.Writer.FlushAsync(stop);
            var (due, interval) = await _poll.NextAsync(stop);
            control.Report(progress => progress with { PollInterval = interval });
            var now = services.Time.GetUtcNow();
            var wait = Shorter(due - now, control.IsNotified ? _pacing.Left(now) : _poll.Mode);
            var pushed = wait > TimeSpan.Zero && await control.Signals.WaitAsync(token => WaitForServerAsync(wait, token), false, stop);
            await control.Commands.RunAllAsync(mailbox, jobs, stop);
            var scope = NextScope(due, control.TakeWoken());
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

using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Mail.Outstanding;
using EmailAgent.Grains.Push;
using EmailAgent.Providers;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Sync;

/// <summary>
/// The worker that keeps one mailbox in sync until it is stopped: opens a session, has <see cref="SyncSessions"/> serve it, and opens
/// another after a failure, after growing waits. Runs outside the grain's turns; its grain owns it.
/// </summary>
internal sealed partial class MailboxWorker : IAsyncDisposable
{
    private readonly MailboxId _id;
    private readonly MailboxOpener _opener;
    private readonly MailboxStore _store;
    private readonly OutstandingReader _outstanding;
    private readonly SyncSessions _sessions;
    private readonly MailboxStatus _status;
    private readonly PushQueue _pushes;
    private readonly MailboxOutages _outages;
    private readonly MailboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<MailboxWorker> _logger;
    private readonly MailboxControl _control = new();
    private readonly MailboxJobs _jobs;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private string _server = "";

    public MailboxWorker(
        MailboxId id,
        MailboxOpener opener,
        MailboxStore store,
        OutstandingReader outstanding,
        SyncSessions sessions,
        MailboxStatus status,
        PushQueue pushes,
        MailboxOutages outages,
        IOptions<MailboxOptions> options,
        TimeProvider time,
        ILogger<MailboxWorker> logger)
    {
        _id = id;
        _opener = opener;
        _store = store;
        _outstanding = outstanding;
        _sessions = sessions;
        _status = status;
        _pushes = pushes;
        _outages = outages;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _jobs = new MailboxJobs(id.ConnectionId, time, logger);
        _control.Report(progress => progress with { State = WorkerState.Opening });
        // The work from here on is no part of the request that started it, nor of its trace.
        using (ExecutionContext.SuppressFlow())
            _running = Task.Run(RunAsync);
    }

    private static ProviderException Unavailable => new(ProviderFailure.Unreachable, "The mail server cannot be reached.");

    public MailboxProgress Progress => _control.Progress;

    /// <summary>Indicates whether the worker runs. It ends by itself when the password was refused, or the connection is gone.</summary>
    public bool IsRunning => !_running.IsCompleted;

    /// <summary>Requests a sync of all folders now, instead of at the next poll or retry; a wait that the server requested is kept.</summary>
    public void Wake() => _control.Wake();

    /// <summary>Requests a sync of pushed changes now; ignored while the session is down, since the next one begins with a full sync.</summary>
    public void Notify()
    {
        if (Progress.State != WorkerState.BackingOff)
        {
            _control.Notify();
        }
    }

    /// <summary>Runs a command on the session, in order with everything else.</summary>
    /// <exception cref="ProviderException">The session is down, or the server refused.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public Task<T> CommandAsync<T>(Func<OpenMailbox, CancellationToken, Task<T>> run, CancellationToken cancellationToken) =>
        IsRunning && Progress.State != WorkerState.BackingOff
            ? _control.Commands.EnqueueAsync(run, _control.Signals.Raise, cancellationToken)
            : Task.FromException<T>(Unavailable);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await RunSessionAsync() is { } retry)
            {
                _control.Report(progress => progress with { State = WorkerState.BackingOff, NextAttempt = _time.GetUtcNow() + retry.Wait });
                _control.Commands.FailAll(Unavailable);
                await _control.WaitOutAsync(retry.Wait, retry.Floor, _time, _stop.Token);
                _control.Report(progress => progress with { State = WorkerState.Opening, NextAttempt = null });
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogStopped(_id.ConnectionId);
        }
        finally
        {
            _control.Report(progress => progress with { State = WorkerState.Stopped, NextAttempt = null });
            _control.Commands.FailAll(Unavailable);
        }
    }

    /// <summary>Runs one session to its end.</summary>
    /// <returns>The wait before the next one, and the part of it that the server requested; null when there must be none.</returns>
    private async Task<(TimeSpan Wait, TimeSpan? Floor)?> RunSessionAsync()
    {
        try
        {
            await OpenAndServeAsync();
            return null;
        }
        catch (ProviderException refusal) when (refusal.Failure == ProviderFailure.Authentication)
        {
            LogAuthenticationFailed(_id.ConnectionId);
            await SaveAsync(_status.RefusedAsync(_id, refusal.Message, _stop.Token));
            return null;
        }
        catch (StaleSessionException)
        {
            LogSuperseded(_id.ConnectionId);
            return null;
        }
        catch (Exception error) when (!_stop.IsCancellationRequested)
        {
            // The edge of the mailbox: any failure in it costs this mailbox a retry, and no other mailbox anything.
            return await PrepareRetryAsync(error);
        }
    }

    private async Task OpenAndServeAsync()
    {
        if (await _store.LoadAsync(_id.UserId, _id.ConnectionId, _stop.Token) is not { } state)
        {
            return;
        }

        _server = MailboxPolicy.Server(state.Connection.Provider, state.Connection.Settings);
        var epoch = await _store.BeginSessionAsync(_id.UserId, _id.ConnectionId, _stop.Token);
        var outstanding = new OutstandingBook(_id.ConnectionId, await _outstanding.ReadAsync(_id.UserId, _id.ConnectionId, _stop.Token));
        await using var session = await OpenAsync(state.Connection);
        _control.Report(progress => progress with
        {
            State = WorkerState.Syncing,
            HasPush = session.HasPush,
            PollInterval = session.PollInterval,
            Capabilities = session.Capabilities,
            Synced = state.Connection.SyncedTotal,
            Opened = (_time.GetUtcNow(), state.Connection.SyncedTotal),
        });
        await _sessions.RunAsync(_id, state.Connection, epoch, outstanding, session, _control, _jobs, _stop.Token);
    }

    private async Task<IMailboxSession> OpenAsync(StoredConnection connection)
    {
        using var job = _jobs.Begin("open");
        return await _opener.OpenAsync(connection, Progress.Failures, _stop.Token);
    }

    private async Task<(TimeSpan Wait, TimeSpan? Floor)> PrepareRetryAsync(Exception error)
    {
        var before = Progress;
        var lived = before.Opened is { } opened ? _time.GetUtcNow() - opened.At : TimeSpan.Zero;
        var known = error as ProviderException;
        var isBusy = known?.Failure == ProviderFailure.Busy;
        var failures = MailboxPolicy.CountFailure(_options, before.Failures, lived, isBusy, before.Synced > before.Opened?.Synced);
        _control.Report(progress => progress with { Failures = failures, WasBusy = isBusy, BackfillBegan = null, Opened = null, IsRetrying = false });
        if (known is null)
        {
            if (_outages.IsNews(_id.ConnectionId, "session", error)) LogSessionBroke(error, _id.ConnectionId, failures);
            await SaveFailureAsync(ProviderFailure.Unreachable, "An internal error interrupted the sync; it is tried again.");
        }
        else
        {
            if (_outages.IsNews(_server, known.Failure)) LogSessionFailed(_id.ConnectionId, known.Failure, failures);
            if (!MailboxPolicy.IsOfTheMessages(known.Failure, before.IsRetrying)) await SaveFailureAsync(known.Failure, known.Message);
        }

        return (MailboxPolicy.RetryDelay(_options, failures, known?.RetryAfter, Random.Shared.NextDouble()), known?.RetryAfter);
    }

    private async Task SaveFailureAsync(ProviderFailure failure, string message)
    {
        await SaveAsync(_status.FailedAsync(_id, ConnectionStatus.Error, MailboxPolicy.ErrorCode(failure), message, _stop.Token));
        await SaveAsync(_pushes.FailAsync(_id, message, _stop.Token));
    }

    /// <summary>
    /// Saves a status. A failure of the database, or of the silo that announces the change, is logged; the next attempt reports the status.
    /// </summary>
    private async Task SaveAsync(Task saving)
    {
        try
        {
            await saving;
        }
        catch (Exception error) when (error is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            if (_outages.IsNews(_id.ConnectionId, "status", error)) LogStatusNotSaved(error, _id.ConnectionId);
        }
    }
}

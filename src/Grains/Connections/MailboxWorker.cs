using EmailAgent.Providers;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// Keeps one mailbox in sync until it is stopped: opens a session, lets the <see cref="SyncLoop"/> serve it, and after a
/// failure begins again, later each time. Runs outside the grain's turns; its grain owns it.
/// </summary>
internal sealed partial class MailboxWorker : IAsyncDisposable
{
    private readonly MailboxId _id;
    private readonly MailboxServices _services;
    private readonly ILogger<MailboxWorker> _logger;
    private readonly MailboxControl _control = new();
    private readonly MailboxJobs _jobs;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private string _server = "";

    public MailboxWorker(MailboxId id, MailboxServices services, ILogger<MailboxWorker> logger)
    {
        _id = id;
        _services = services;
        _logger = logger;
        _jobs = new MailboxJobs(id.ConnectionId, services.Time, logger);
        _control.Report(progress => progress with { State = WorkerState.Opening });
        // What it does from here on is no part of the request, nor of its trace, that had it started.
        using (ExecutionContext.SuppressFlow())
            _running = Task.Run(RunAsync);
    }

    private static ProviderException Unavailable => new(ProviderFailure.Unreachable, "The mail server cannot be reached.");

    public MailboxProgress Progress => _control.Progress;

    /// <summary>False once it has ended by itself: the password was refused, or the connection is gone.</summary>
    public bool IsRunning => !_running.IsCompleted;

    /// <summary>A round over all folders now, instead of at the next poll or retry; but a wait that the server asked for is kept.</summary>
    public void Wake() => _control.Wake();

    /// <summary>A look at what the server pushes news of, now; left out while the session is down, since the next one begins with a round.</summary>
    public void Notify()
    {
        if (Progress.State != WorkerState.BackingOff)
        {
            _control.Notify();
        }
    }

    /// <summary>Carries out something on the session, in order with everything else.</summary>
    /// <exception cref="ProviderException">The session is down, or the server refused.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
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
                _control.Report(progress => progress with { State = WorkerState.BackingOff, NextAttempt = _services.Time.GetUtcNow() + retry.Wait });
                _control.Commands.FailAll(Unavailable);
                await _control.WaitOutAsync(retry.Wait, retry.Floor, _services.Time, _stop.Token);
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
    /// <returns>How long to wait before the next, and how much of that the server asked for; null when there must be none.</returns>
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
            await SaveAsync(_services.Status.RefusedAsync(_id, refusal.Message, _stop.Token));
            return null;
        }
        catch (StaleSessionException)
        {
            LogSuperseded(_id.ConnectionId);
            return null;
        }
        catch (Exception error) when (!_stop.IsCancellationRequested)
        {
            // The edge of the mailbox: whatever goes wrong in it costs this mailbox a retry, and nobody else anything.
            return await PrepareRetryAsync(error);
        }
    }

    private async Task OpenAndServeAsync()
    {
        if (await _services.Store.LoadAsync(_id.UserId, _id.ConnectionId, _stop.Token) is not { } state)
        {
            return;
        }

        _server = MailboxPolicy.Server(state.Connection.Provider, state.Connection.Settings);
        var epoch = await _services.Store.BeginSessionAsync(_id.UserId, _id.ConnectionId, _stop.Token);
        var outstanding = new OutstandingBook(_id.ConnectionId, await _services.Outstanding.ReadAsync(_id.UserId, _id.ConnectionId, _stop.Token));
        await using var session = await OpenAsync(state.Connection);
        _control.Report(progress => progress with
        {
            State = WorkerState.Syncing,
            HasPush = session.HasPush,
            PollInterval = session.PollInterval,
            Capabilities = session.Capabilities,
            Synced = state.Connection.SyncedTotal,
            Opened = (_services.Time.GetUtcNow(), state.Connection.SyncedTotal),
        });

        var converter = new ChangeConverter(_id, epoch, outstanding, _services.Converters, _services.Options, _services.Time);
        await using var writer = new ChangeWriter(converter, _services.LargeBatches, CommitAsync);
        var copy = new StoredCopy(_id, epoch, outstanding, _services, writer);
        try
        {
            await new SyncLoop(_id, epoch, state.Connection, new OpenMailbox(session, copy, writer, outstanding), _control, _jobs, _services).RunAsync(_stop.Token);
        }
        catch (ProviderException)
        {
            // What the session found out before it failed must last: the next one may fail at the same place.
            await writer.FlushAsync(_stop.Token);
            throw;
        }
    }

    private async Task<IMailboxSession> OpenAsync(StoredConnection connection)
    {
        using var job = _jobs.Begin("open");
        return await _services.Opener.OpenAsync(connection, Progress.Failures, _stop.Token);
    }

    private async Task CommitAsync(MailboxCommit commit, CancellationToken cancellationToken)
    {
        var result = await _services.Store.CommitAsync(commit, cancellationToken);
        _control.Report(progress => progress.After(result));
        if (result.LastSeq is not null)
        {
            await _services.Announcer.AnnounceAsync(_id.UserId);
        }
    }

    private async Task<(TimeSpan Wait, TimeSpan? Floor)> PrepareRetryAsync(Exception error)
    {
        var before = Progress;
        var lived = before.Opened is { } opened ? _services.Time.GetUtcNow() - opened.At : TimeSpan.Zero;
        var known = error as ProviderException;
        var isBusy = known?.Failure == ProviderFailure.Busy;
        var failures = MailboxPolicy.CountFailure(_services.Options, before.Failures, lived, isBusy, before.Synced > before.Opened?.Synced);
        _control.Report(progress => progress with { Failures = failures, WasBusy = isBusy, BackfillBegan = null, Opened = null, IsRetrying = false });
        if (known is null)
        {
            if (_services.Outages.IsNews(error)) LogSessionBroke(error, _id.ConnectionId, failures);
            await SaveFailureAsync(ProviderFailure.Unreachable, "An internal error interrupted the sync; it is tried again.");
        }
        else
        {
            if (_services.Outages.IsNews(_server, known.Failure)) LogSessionFailed(_id.ConnectionId, known.Failure, failures);
            if (!MailboxPolicy.IsOfTheMessages(known.Failure, before.IsRetrying)) await SaveFailureAsync(known.Failure, known.Message);
        }

        return (MailboxPolicy.RetryDelay(_services.Options, failures, known?.RetryAfter, Random.Shared.NextDouble()), known?.RetryAfter);
    }

    private async Task SaveFailureAsync(ProviderFailure failure, string message)
    {
        await SaveAsync(_services.Status.FailedAsync(_id, ConnectionStatus.Error, MailboxPolicy.ErrorCode(failure), message, _stop.Token));
        await SaveAsync(_services.Pushes.FailAsync(_id, message, _stop.Token));
    }

    /// <summary>Saves a status. A failure of the database, or of the silo that announces the change, is logged; the next attempt reports the status then.</summary>
    private async Task SaveAsync(Task saving)
    {
        try
        {
            await saving;
        }
        catch (Exception error) when (error is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            if (_services.Outages.IsNews(error)) LogStatusNotSaved(error, _id.ConnectionId);
        }
    }
}

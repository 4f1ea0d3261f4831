using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Sync;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Outgoing;

/// <summary>
/// The worker that sends the mail of one mailbox, in the order in which it is due, and tends what was sent. Runs outside the grain's turns; its grain
/// owns it. Between two messages it waits for the time at which the next one is due.
/// </summary>
internal sealed partial class OutgoingWorker : IAsyncDisposable
{
    /// <summary>The longest wait between two looks at the rows; new ones wake the worker.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The wait while a row that is due is locked, such as by a cancellation.</summary>
    private static readonly TimeSpan LockedWait = TimeSpan.FromMilliseconds(50);

    /// <summary>The time after which a transmission mostly waits for a slow server, and leaves its place to other mailboxes.</summary>
    private static readonly TimeSpan LongestPlace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly MailboxId _id;
    private readonly Func<MailboxWorker?> _mailbox;
    private readonly OutgoingQueue _queue;
    private readonly OutgoingSender _sender;
    private readonly OutgoingTending _tending;
    private readonly OutgoingGate _gate;
    private readonly OutgoingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<OutgoingWorker> _logger;
    private readonly OutgoingPacing _pacing;
    private readonly WorkerSignals _toSend = new();
    private readonly WorkerSignals _toTend = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort;
    private readonly Task _running;

    /// <summary>The claim that was requested and not answered; null for none.</summary>
    private Guid? _claim;

    /// <param name="mailbox">Returns the worker that syncs the mailbox; null while there is none.</param>
    public OutgoingWorker(
        MailboxId id,
        Func<MailboxWorker?> mailbox,
        OutgoingQueue queue,
        OutgoingSender sender,
        OutgoingTending tending,
        OutgoingGate gate,
        IOptions<OutgoingOptions> options,
        TimeProvider time,
        ILogger<OutgoingWorker> logger)
    {
        _id = id;
        _mailbox = mailbox;
        _queue = queue;
        _sender = sender;
        _tending = tending;
        _gate = gate;
        _options = options.Value;
        _pacing = new OutgoingPacing(_options.FirstPause);
        _time = time;
        _logger = logger;
        _abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        // The work from here on is no part of the request that started it, nor of its trace.
        using (ExecutionContext.SuppressFlow())
            _running = Task.WhenAll(Task.Run(() => RunAsync(SendAsync, _toSend)), Task.Run(() => RunAsync(TendAsync, _toTend)));
    }

    /// <summary>Has the worker read again what is due.</summary>
    public void Wake()
    {
        _toSend.Raise();
        _toTend.Raise();
    }

    /// <summary>Begins nothing more, and lets a transmission end that is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _abort.CancelAfter(_options.DrainTime);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _abort.Dispose();
    }

    /// <param name="step">Does one piece of work, and returns how long to wait before the next.</param>
    private async Task RunAsync(Func<Task<TimeSpan>> step, WorkerSignals signals)
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var wait = await TryAsync(step);
                if (wait > TimeSpan.Zero)
                    await signals.WaitAsync(token => DelayAsync(wait < LongestWait ? wait : LongestWait, token), true, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task<TimeSpan> TryAsync(Func<Task<TimeSpan>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception error) when (!_stop.IsCancellationRequested)
        {
            LogInterrupted(error, _id.ConnectionId);
            return RetryAfter;
        }
    }

    private async Task<TimeSpan> SendAsync()
    {
        await DropClaimAsync();
        var agenda = await _queue.GetAgendaAsync(_id, _stop.Token);
        var wait = Until(agenda.Mail < _pacing.Until ? _pacing.Until : agenda.Mail);
        if (wait > TimeSpan.Zero)
            return wait;

        using var place = await _gate.EnterAsync(_id.UserId, _stop.Token);
        var (claim, now) = (Guid.CreateVersion7(), _time.GetUtcNow());
        _claim = claim;
        // Not cancelled: a message that is claimed and not sent looks like one whose outcome is unknown.
        var claimed = await _queue.ClaimAsync(_id, isSending: false, claim, now, now + _options.Lease, CancellationToken.None);
        _claim = null;
        if (claimed is not { } mail)
            return LockedWait;
        await AttemptAsync(mail, claim, place);
        _toTend.Raise();
        return TimeSpan.Zero;
    }

    /// <summary>Releases what a claim may have got whose answer was lost with the connection to the database. Nothing was sent under it.</summary>
    private async Task DropClaimAsync()
    {
        if (_claim is not { } claim)
            return;
        if (await _queue.FindClaimedAsync(_id, claim, _stop.Token) is { } mail)
            await _sender.ReleaseAsync(mail, claim, _abort.Token);
        _claim = null;
    }

    private async Task<TimeSpan> TendAsync()
    {
        var agenda = await _queue.GetAgendaAsync(_id, _stop.Token);
        var (claim, now) = (Guid.CreateVersion7(), _time.GetUtcNow());
        if (agenda.Outcome <= now)
        {
            if (await _queue.ClaimAsync(_id, isSending: true, claim, now, now + _options.Lease, _stop.Token) is not { } mail)
                return LockedWait;
            await _tending.SettleAsync(mail, claim, _mailbox(), _stop.Token);
            _toSend.Raise();
            return TimeSpan.Zero;
        }

        if (agenda.Copy <= now)
        {
            if (await _queue.FindCopyAsync(_id, now, _stop.Token) is { } sent)
                await _tending.SaveCopyAsync(sent, _mailbox(), _stop.Token);
            return TimeSpan.Zero;
        }

        var (outcome, copy) = (Until(agenda.Outcome), Until(agenda.Copy));
        return outcome < copy ? outcome : copy;
    }

    private async Task AttemptAsync(OutgoingRow mail, Guid claim, IDisposable place)
    {
        var attempt = _sender.AttemptAsync(mail, claim, _pacing, _abort.Token);
        using var ended = new CancellationTokenSource();
        await Task.WhenAny(attempt, Task.Delay(LongestPlace, _time, ended.Token));
        await ended.CancelAsync();
        place.Dispose();
        await attempt;
    }

    private TimeSpan Until(DateTimeOffset? due) => due is { } moment ? moment - _time.GetUtcNow() : LongestWait;

    private async Task<bool> DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, _time, cancellationToken);
        return true;
    }

    [LoggerMessage(1, LogLevel.Error, "Connection {ConnectionId}: sending was interrupted; it goes on in seconds")]
    private partial void LogInterrupted(Exception error, Guid connectionId);
}

using System.Threading.Channels;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>
/// The delivery of a user's log to one client, from a position on, without gap or repeat. An announcement only signals new events or a
/// change of access. The log is read when the client has taken the previous page, so a slow client costs one page of memory and delays no
/// other. Each read checks that the caller is still allowed to listen: a loss of access is announced to the caller, but the log of a shared
/// mailbox is its owner's.
/// </summary>
internal sealed class EventPump : IAsyncDisposable
{
    /// <summary>Maximum time between two frames to the client.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(30);

    // A lost announcement delays an event, or the end of the line, by this much at most.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(15);

    // A client that takes nothing for this long is disconnected.
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1);

    private const int PageSize = 200;
    private const long NoResume = -1;

    private readonly IClusterClient _cluster;
    private readonly TimeProvider _time;
    private readonly EventAccess _access;
    private readonly LiveLine _line;
    private readonly string? _address;
    private volatile Listener _listener;
    private readonly IReadOnlyList<string> _types;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly ITimer _poll;
    private LogSubscription? _subscription;
    private long _resumeAfter = NoResume;

    /// <param name="time">The clock.</param>
    /// <param name="access">Decides whether the caller may go on.</param>
    /// <param name="line">The place of the client's line, kept while it runs.</param>
    /// <param name="listener">The caller, and what it listens to.</param>
    /// <param name="address">The client's IP address.</param>
    /// <param name="types">The types of events to deliver; empty for all.</param>
    public EventPump(IClusterClient cluster, TimeProvider time, EventAccess access, LiveLine line, Listener listener, string? address, IReadOnlyList<string> types)
    {
        _cluster = cluster;
        _time = time;
        _access = access;
        _line = line;
        _listener = listener;
        _address = address;
        _types = types;
        _poll = time.CreateTimer(_ => Wake(), null, PollInterval, PollInterval);
    }

    /// <summary>Starts to listen for announcements; delivery begins with <see cref="RunAsync"/>.</summary>
    public async Task SubscribeAsync(LogSubscriptions subscriptions) =>
        _subscription = await subscriptions.OpenAsync(_cluster, new[] { _listener.Sees.UserId, _listener.Caller.UserId }.Distinct(), Wake);

    /// <summary>Has the pump look at its queues and at the log.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>The same user has authenticated anew, and reads the same log; what may be seen from now on goes by that.</summary>
    public void Renew(Listener listener) => _listener = listener;

    /// <summary>Delivery goes on after this position instead.</summary>
    public void Resume(long after)
    {
        Interlocked.Exchange(ref _resumeAfter, after);
        Wake();
    }

    /// <summary>Delivers events until cancelled.</summary>
    /// <exception cref="TimeoutException">The client took nothing for too long.</exception>
    /// <exception cref="AccessEndedException">The caller is no longer allowed to read the log. No event from after that is delivered.</exception>
    public async Task RunAsync(long after, IEventSink sink, CancellationToken cancellationToken)
    {
        var lastHeartbeat = _time.GetTimestamp();
        while (true)
        {
            await WithDeadlineAsync(sink.SendPendingAsync, cancellationToken);
            if (Interlocked.Exchange(ref _resumeAfter, NoResume) is var resumeAfter and not NoResume)
            {
                after = resumeAfter;
                await WithDeadlineAsync(token => sink.SendResumedAsync(resumeAfter, token), cancellationToken);
            }

            var page = await ReadAsync(after, cancellationToken);
            after = page.NextAfter;
            if (page.Items.Count > 0)
            {
                await WithDeadlineAsync(token => sink.SendAsync(page.Items, token), cancellationToken);
                continue; // there may be more
            }

            if (_time.GetElapsedTime(lastHeartbeat) > HeartbeatInterval - (PollInterval / 2))
            {
                await WithDeadlineAsync(token => sink.SendHeartbeatAsync(after, token), cancellationToken);
                lastHeartbeat = _time.GetTimestamp();
            }

            await _wake.Reader.ReadAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _poll.DisposeAsync();
        if (_subscription is { } subscription)
            await subscription.DisposeAsync();
    }

    /// <summary>Reads on when a silo or the database is back, so that the client need not connect again.</summary>
    private async Task<EventPage> ReadAsync(long after, CancellationToken cancellationToken)
    {
        var log = _cluster.GetGrain<IEventLogGrain>(0);
        while (true)
        {
            try
            {
                await _line.KeepAsync(cancellationToken);
                await _subscription!.KeepAsync();
                var page = await log.ReadAsync(_listener.Sees, after, _types, PageSize, cancellationToken);
                // After the read: what a caller who lost access before it was logged would see is not sent.
                return await _access.IsAdmittedAsync(_listener, _address, cancellationToken) ? page : throw new AccessEndedException();
            }
            catch (Exception failure) when (SiloFailures.IsUnavailable(failure))
            {
                await Task.Delay(RetryDelay, _time, cancellationToken);
            }
        }
    }

    // Not cancelled at once, because after a truncated frame no close frame could be sent.
    private async Task WithDeadlineAsync(Func<CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(SendTimeout, _time);
        await using var ending = cancellationToken.Register(() => deadline.CancelAfter(StopGrace));
        try
        {
            await send(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The client does not take its events.");
        }
    }
}

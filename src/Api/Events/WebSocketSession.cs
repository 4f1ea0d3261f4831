using EmailAgent.Api.Connections;
using EmailAgent.Api.Identity;
using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>One WebSocket from accept to close: the client's frames and the delivery of events, side by side.</summary>
internal sealed class WebSocketSession(
    WebSocketLine line, IClusterClient cluster, EventPumps pumps, EventAccess authentication, TimeProvider time, SessionEnd end, Guid? connectionId, string? address)
{
    private static readonly TimeSpan AuthenticationTimeout = TimeSpan.FromSeconds(10);

    // A client that resumes by a frame sends it at once: waiting this long for it saves it events it would get twice.
    private static readonly TimeSpan ResumeGrace = TimeSpan.FromMilliseconds(250);

    private readonly WebSocketSink _sink = new(line);
    private readonly TaskCompletionSource<Listener> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<EventPump> _pump = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _firstFrame = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Serves the WebSocket until it ends.</summary>
    /// <param name="caller">Null when the first frame contains the credential.</param>
    /// <param name="after">The position to begin after, or <see cref="EventParameters.Now"/>.</param>
    /// <param name="types">The types of events to deliver; empty for all.</param>
    public async Task RunAsync(Caller? caller, long after, IReadOnlyList<string> types)
    {
        if (caller is not null)
            _listens.SetResult(new Listener(caller, connectionId));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        var receiving = ReceiveAsync(stop.Token);
        var delivering = DeliverAsync(after, types, stop.Token);

        var first = await Task.WhenAny(receiving, delivering);
        await stop.CancelAsync();
        await delivering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var failure = first.Exception?.InnerException ?? (first.IsCanceled ? new OperationCanceledException() : null);
        await line.CloseAsync(SocketClosing.For(failure, end), receiving);
    }

    private async Task DeliverAsync(long after, IReadOnlyList<string> types, CancellationToken cancellationToken)
    {
        var listener = await WaitForListenerAsync(cancellationToken);
        if (!await cluster.KnowsAsync(listener.Caller, listener.ConnectionId, cancellationToken))
            throw new SocketClosingException(SocketClosing.NoSuchMailbox);
        var (open, full) = await LiveLine.OpenAsync(cluster, listener.Caller.Key, time, cancellationToken);
        if (full is not null)
            throw new SocketClosingException(SocketClosing.TooManyLines);
        await using var place = open!;
        await using var pump = await pumps.OpenAsync(place, listener, address, types);
        var last = await LastAsync(listener, cancellationToken);
        var start = after == EventParameters.Now || after > last ? last : after;
        await line.SendAsync(new ServerFrame("ready", start), cancellationToken);

        _pump.SetResult(pump);
        if (after == EventParameters.Now)
            await Task.WhenAny(_firstFrame.Task, Task.Delay(ResumeGrace, time, cancellationToken));
        await pump.RunAsync(start, _sink, cancellationToken);
    }

    private async Task<Listener> WaitForListenerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _listens.Task.WaitAsync(AuthenticationTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new SocketClosingException(SocketClosing.NotAuthenticated);
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        while (await line.ReceiveAsync() is { } frame)
        {
            if (frame is { Type: "auth", AccessToken: { } token })
            {
                await AuthenticateAsync(token, cancellationToken);
                continue;
            }

            if (!_listens.Task.IsCompleted)
                throw new SocketClosingException(SocketClosing.NotAuthenticated);
            var pump = await _pump.Task.WaitAsync(cancellationToken);
            if (await HandleAsync(frame, pump, cancellationToken) is { } answer && !_sink.TryQueue(answer))
                throw new SocketClosingException(SocketClosing.TooManyFrames);
            pump.Wake();
            _firstFrame.TrySetResult();
        }
    }

    private async Task AuthenticateAsync(string token, CancellationToken cancellationToken)
    {
        var (caller, expiresAt) = await authentication.AdmitAsync(token, address, cancellationToken);
        var listener = caller is null ? null : new Listener(caller, connectionId);
        if (listener is null || (_listens.Task.IsCompletedSuccessfully && !ReadsTheSame(listener, await _listens.Task)))
            throw new SocketClosingException(SocketClosing.NotAuthenticated);
        if (expiresAt is { } moment)
            end.ExpireAt(moment);
        if (!_listens.TrySetResult(listener))
            (await _pump.Task.WaitAsync(cancellationToken)).Renew(listener);
    }

    private static bool ReadsTheSame(Listener listener, Listener before) =>
        listener.Caller.UserId == before.Caller.UserId && listener.Sees.UserId == before.Sees.UserId;

    private async Task<ServerFrame?> HandleAsync(ClientFrame frame, EventPump pump, CancellationToken cancellationToken)
    {
        switch (frame)
        {
            case { Type: "ping" }:
                return new ServerFrame("pong");

            case { Type: "resume", After: >= 0 and var after }:
                if (after > await LastAsync(await _listens.Task, cancellationToken))
                    return new ServerFrame("error", Code: "unknown_position", Detail: "The log does not reach that position.");
                pump.Resume(after);
                return null;

            default:
                return new ServerFrame("error", Code: "unknown_frame", Detail: "Frames are auth with access_token, resume with after, and ping.");
        }
    }

    private Task<long> LastAsync(Listener listener, CancellationToken cancellationToken) =>
        cluster.GetGrain<IEventLogGrain>(0).GetLastAsync(listener.Sees.UserId, cancellationToken);
}

using EmailAgent.Api.Identity;

namespace EmailAgent.Api.Events;

/// <summary>When a live connection ends: the client leaves, the host stops, its access token expires, or the caller may not listen any more.</summary>
internal sealed partial class SessionEnd : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _expiry;
    private readonly CancellationTokenSource _revocation = new();
    private readonly CancellationTokenSource _any;
    private readonly CancellationToken _stopping;

    public SessionEnd(HttpContext context, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _time = time;
        _logger = context.RequestServices.GetRequiredService<ILogger<SessionEnd>>();
        _stopping = lifetime.ApplicationStopping;
        _expiry = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping, _expiry.Token, _revocation.Token);
        Token = _any.Token;
        if (context.Features.Get<ValidatedToken>() is { } token)
            ExpireAt(token.ExpiresAt);
    }

    public CancellationToken Token { get; }

    public bool IsExpired => _expiry.IsCancellationRequested;

    public bool IsRevoked => _revocation.IsCancellationRequested;

    public bool IsStopping => _stopping.IsCancellationRequested;

    public void ExpireAt(DateTimeOffset moment)
    {
        var left = moment - _time.GetUtcNow();
        _expiry.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <summary>Ends the connection too when the caller is not let in any more; it is asked with each heartbeat.</summary>
    public async Task WatchAsync(Func<CancellationToken, ValueTask<bool>> isAdmitted)
    {
        using var timer = new PeriodicTimer(EventPump.HeartbeatInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(Token))
            {
                if (!await IsAdmittedAsync(isAdmitted))
                    await _revocation.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (Token.IsCancellationRequested)
        {
            // The connection has ended.
        }
    }

    public void Dispose()
    {
        _any.Cancel(); // ends the watch
        _any.Dispose();
        _expiry.Dispose();
        _revocation.Dispose();
    }

    // While nobody can tell, the connection lives on: its token runs out in any case.
    private async ValueTask<bool> IsAdmittedAsync(Func<CancellationToken, ValueTask<bool>> isAdmitted)
    {
        try
        {
            return await isAdmitted(Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogNotAsked(failure);
            return true;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Could not ask whether a live connection may go on; asked again with the next heartbeat")]
    private partial void LogNotAsked(Exception failure);
}

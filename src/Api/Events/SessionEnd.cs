using Microsoft.AspNetCore.Authentication;

namespace EmailAgent.Api.Events;

/// <summary>
/// The end of a live connection: the client leaves, the host stops, or its access token expires. The <see cref="EventPump"/> checks whether
/// the caller is still allowed to listen.
/// </summary>
internal sealed class SessionEnd : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _expiry;
    private readonly CancellationTokenSource _any;
    private readonly CancellationToken _stopping;

    public SessionEnd(HttpContext context, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _time = time;
        _stopping = lifetime.ApplicationStopping;
        _expiry = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping, _expiry.Token);
        Token = _any.Token;
        if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc is { } expiry)
            ExpireAt(expiry);
    }

    public CancellationToken Token { get; }

    public bool IsExpired => _expiry.IsCancellationRequested;

    public bool IsStopping => _stopping.IsCancellationRequested;

    public void ExpireAt(DateTimeOffset moment)
    {
        var left = moment - _time.GetUtcNow();
        _expiry.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    public void Dispose()
    {
        _any.Dispose();
        _expiry.Dispose();
    }
}

namespace EmailAgent.Mail.Imap.Session;

/// <summary>A reusable cancellation source for waits that end by time or by the caller.</summary>
internal sealed class Deadline(TimeProvider time) : IDisposable
{
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _caller;

    public CancellationToken Start(TimeSpan wait, CancellationToken caller)
    {
        _source ??= new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _source.CancelAfter(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        return _source.Token;
    }

    public void Stop()
    {
        _caller.Dispose();
        _source?.CancelAfter(Timeout.InfiniteTimeSpan);
        if (_source is { IsCancellationRequested: true })
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _source?.Dispose();
        _source = null;
    }
}

namespace EmailAgent.Providers.Http;

/// <summary>The deadline of a call, which ends when the call takes too long in total, or when nothing arrives for too long.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _any;
    private readonly TimeSpan _longestSilence;

    public CallDeadline(CallLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        _longestSilence = limits.ReadTimeout;
        _total = new CancellationTokenSource(limits.CallTimeout, time);
        _silence = new CancellationTokenSource(_longestSilence, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _total.Token, _silence.Token);
    }

    public CancellationToken Token => _any.Token;

    /// <summary>Records that data arrived, which restarts the limit for silence.</summary>
    public void Heard() => _silence.CancelAfter(_longestSilence);

    public void Dispose()
    {
        _any.Dispose();
        _silence.Dispose();
        _total.Dispose();
    }
}

namespace EmailAgent.Providers.Gmail;

/// <summary>Ends a call that has taken too long altogether, or in which nothing has come for too long.</summary>
internal sealed class GmailDeadline : IDisposable
{
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _any;
    private readonly TimeSpan _longestSilence;

    public GmailDeadline(GmailOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        _longestSilence = options.ReadTimeout;
        _total = new CancellationTokenSource(options.CallTimeout, time);
        _silence = new CancellationTokenSource(_longestSilence, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _total.Token, _silence.Token);
    }

    public CancellationToken Token => _any.Token;

    /// <summary>Something came: the silence begins anew.</summary>
    public void Heard() => _silence.CancelAfter(_longestSilence);

    public void Dispose()
    {
        _any.Dispose();
        _silence.Dispose();
        _total.Dispose();
    }
}

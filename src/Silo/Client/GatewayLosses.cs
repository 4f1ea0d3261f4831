namespace EmailAgent.Silo.Client;

/// <summary>Tells calls in flight that the connection to a silo was lost: their answers may never come.</summary>
internal sealed class GatewayLosses : IClusterConnectionStatusObserver, IDisposable
{
    private CancellationTokenSource _next = new();

    /// <summary>Cancelled when the next connection to a silo is lost.</summary>
    public CancellationToken Next => Volatile.Read(ref _next).Token;

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        if (currentNumberOfGateways < previousNumberOfGateways)
        {
            // Not disposed: a call that has read it may still register with it.
            _ = Interlocked.Exchange(ref _next, new CancellationTokenSource()).CancelAsync();
        }
    }

    // The count has changed before.
    public void NotifyClusterConnectionLost()
    {
    }

    public void Dispose() => _next.Dispose();
}

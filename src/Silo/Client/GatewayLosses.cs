namespace EmailAgent.Silo.Client;

/// <summary>
/// Notifies calls in flight that the connection to a silo was lost, because their answers can be lost. Notifies again for a
/// while, since the remaining silos route calls to the dead one until they agree on its death.
/// </summary>
internal sealed class GatewayLosses(TimeProvider time) : IClusterConnectionStatusObserver, IDisposable
{
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan RepeatFor = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _disposed = new();
    private CancellationTokenSource _next = new();

    /// <summary>Cancelled when a connection to a silo is lost, or was not long ago.</summary>
    public CancellationToken Next => Volatile.Read(ref _next).Token;

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        if (currentNumberOfGateways < previousNumberOfGateways)
        {
            _ = RaiseAsync(_disposed.Token);
        }
    }

    // The count has changed before.
    public void NotifyClusterConnectionLost()
    {
    }

    public void Dispose()
    {
        // The container disposes it once for each of the two types that it is registered as.
        if (_disposed.IsCancellationRequested)
        {
            return;
        }

        _disposed.Cancel();
        _disposed.Dispose();
        _next.Dispose();
    }

    private async Task RaiseAsync(CancellationToken disposed)
    {
        using var timer = new PeriodicTimer(RepeatInterval, time);
        var since = time.GetTimestamp();
        do
        {
            // Not disposed: a call that has read it can still register with it.
            await Interlocked.Exchange(ref _next, new CancellationTokenSource()).CancelAsync();
        }
        while (time.GetElapsedTime(since) < RepeatFor && await timer.WaitForNextTickAsync(disposed));
    }
}

namespace EmailAgent.Grains.Connections;

/// <summary>Interrupts a worker's wait. A signal given while it is not waiting ends its next wait at once.</summary>
internal sealed class WorkerSignals
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _waiting;
    private bool _raised;

    public void Raise()
    {
        lock (_gate)
        {
            _raised = true;
            _waiting?.Cancel();
        }
    }

    /// <summary>Runs a wait that ends early, by cancellation of its token, when a signal is or was raised.</summary>
    /// <returns>What the wait returned; <paramref name="interrupted"/> when it was cut short.</returns>
    /// <exception cref="OperationCanceledException">The worker is being stopped, even if the wait returned without an exception.</exception>
    public async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> wait, T interrupted, CancellationToken stop)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        lock (_gate)
        {
            if (_raised)
            {
                _raised = false;
                return interrupted;
            }

            _waiting = source;
        }

        try
        {
            var result = await wait(source.Token);
            stop.ThrowIfCancellationRequested();
            return result;
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return interrupted;
        }
        finally
        {
            lock (_gate)
            {
                _waiting = null;
                _raised = false;
            }
        }
    }
}

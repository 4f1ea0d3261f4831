namespace EmailAgent.Grains.Sync;

/// <summary>A signal that interrupts a worker's wait. A signal that is raised while the worker is not waiting ends its next wait at once.</summary>
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
    /// <returns>The result of the wait; <paramref name="interrupted"/> when a signal ended it.</returns>
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

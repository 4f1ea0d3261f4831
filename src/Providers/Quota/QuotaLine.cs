namespace EmailAgent.Providers.Quota;

/// <summary>A queue of calls, each of which waits until its cost is available. Thread-safe.</summary>
internal sealed class QuotaLine : IDisposable
{
    private readonly Lock _lock = new();
    private readonly WaitingLine<Waiter> _line = new();
    private readonly TimeProvider _time;
    private readonly IQuotaPot _pot;
    private readonly ITimer _timer;

    public QuotaLine(IQuotaPot pot, TimeProvider time)
    {
        _pot = pot;
        _time = time;
        _timer = time.CreateTimer(_ => LookAgain(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Waiting
    {
        get
        {
            lock (_lock) return _line.Count;
        }
    }

    public async Task WaitAsync(int units, QuotaPriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(units, priority);
        LinkedListNode<Waiter> place;
        lock (_lock)
        {
            place = _line.Add(waiter, priority);
        }

        LookAgain();
        var giveUp = cancellationToken.UnsafeRegister(static (state, token) => ((Waiter)state!).Going.TrySetCanceled(token), waiter);
        await using (giveUp.ConfigureAwait(false))
        {
            try
            {
                await waiter.Going.Task.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                lock (_lock)
                {
                    WaitingLine<Waiter>.Remove(place);
                }

                LookAgain();
                throw;
            }
        }
    }

    /// <summary>Runs something on the pot, then looks who can go.</summary>
    public void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }

        LookAgain();
    }

    public T Read<T>(Func<T> read)
    {
        lock (_lock) return read();
    }

    public void Dispose() => _timer.Dispose();

    private void LookAgain()
    {
        lock (_lock)
        {
            while (_line.TryPeek(out var next))
            {
                var now = _time.GetUtcNow();
                var wait = next.Going.Task.IsCompleted ? TimeSpan.Zero : _pot.WaitFor(next.Units, next.Priority, now);
                if (wait != TimeSpan.Zero)
                {
                    _timer.Change(wait, Timeout.InfiniteTimeSpan);
                    return;
                }

                _line.Dequeue();
                if (next.Going.TrySetResult())
                {
                    _pot.Take(next.Units, next.Priority, now);
                }
            }
        }
    }

    private sealed record Waiter(int Units, QuotaPriority Priority)
    {
        public TaskCompletionSource Going { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

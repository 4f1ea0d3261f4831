namespace EmailAgent.Providers.Memory;

/// <summary>The bytes that one session holds of a budget. Gives all of them back when it is disposed, whatever became of the messages.</summary>
public sealed class FetchShare(ByteBudget budget, Guid userId) : IDisposable
{
    private readonly Lock _lock = new();
    private long _held;
    private bool _isClosed;

    /// <summary>Makes a share without bounds.</summary>
    public static FetchShare Unlimited() => new(ByteBudget.Unlimited, Guid.Empty);

    /// <summary>Waits for room for messages. Call it before the server is asked for them, while the session holds nothing that is not on its way to the copy.</summary>
    internal async Task<FetchRoom> ReserveAsync(long bytes, CancellationToken cancellationToken)
    {
        await budget.ReserveAsync(userId, bytes, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            if (!_isClosed)
            {
                _held += bytes;
                return new FetchRoom(this, bytes);
            }
        }

        budget.Release(userId, bytes);
        throw new ObjectDisposedException(nameof(FetchShare));
    }

    public void Dispose()
    {
        long left;
        lock (_lock)
        {
            (left, _held, _isClosed) = (_held, 0, true);
        }

        if (left != 0) budget.Release(userId, left);
    }

    internal void Overdraw(long bytes)
    {
        lock (_lock)
        {
            if (_isClosed) return;
            _held += bytes;
            budget.Overdraw(userId, bytes);
        }
    }

    internal void Release(long bytes)
    {
        lock (_lock)
        {
            if (_isClosed) return;
            _held -= bytes;
        }

        budget.Release(userId, bytes);
    }
}

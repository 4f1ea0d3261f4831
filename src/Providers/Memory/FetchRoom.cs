namespace EmailAgent.Providers.Memory;

/// <summary>Room that was reserved for messages. What no message has taken is given back when it is disposed.</summary>
internal sealed class FetchRoom(FetchShare share, long bytes) : IDisposable
{
    /// <summary>Returns the bytes that no message has taken.</summary>
    public long Left { get; private set; } = bytes;

    /// <summary>Takes room for a message that has arrived. One that is larger than what is left is counted all the same.</summary>
    /// <param name="owner">Owns the memory of the message; null where the garbage collector does.</param>
    /// <returns>Disposes of the owner and gives the room back.</returns>
    public IDisposable Take(long count, IDisposable? owner)
    {
        if (count > Left)
        {
            share.Overdraw(count - Left);
        }

        Left = Math.Max(0, Left - count);
        return new Taken(share, count, owner);
    }

    public void Dispose()
    {
        share.Release(Left);
        Left = 0;
    }

    private sealed class Taken(FetchShare share, long count, IDisposable? owner) : IDisposable
    {
        private int _isGivenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
            {
                owner?.Dispose();
                share.Release(count);
            }
        }
    }
}

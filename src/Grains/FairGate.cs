using EmailAgent.Providers;

namespace EmailAgent.Grains;

/// <summary>
/// Lets a number of callers in at a time, and a smaller number of each user. Users whose callers wait take turns, however many of each are
/// waiting. Thread-safe.
/// </summary>
/// <param name="places">Callers inside at a time.</param>
/// <param name="placesPerUser">Callers of one user inside at a time.</param>
internal sealed class FairGate(int places, int placesPerUser)
{
    private readonly FairQueue _queue = new(places, placesPerUser);

    /// <summary>Waits for a place.</summary>
    /// <param name="userId">The user whose share it is.</param>
    /// <param name="isUrgent">Whether a person waits for the outcome. Urgent callers go before the user's other callers, in order among themselves.</param>
    /// <returns>The place, which is free again when it is disposed of.</returns>
    public async Task<IDisposable> EnterAsync(Guid userId, bool isUrgent, CancellationToken cancellationToken)
    {
        await _queue.ReserveAsync(userId, 1, isUrgent, cancellationToken);
        return new Place(_queue, userId);
    }

    /// <summary>Takes a place if one is free and no caller waits for it.</summary>
    /// <returns>Null when there is none.</returns>
    public IDisposable? TryEnter(Guid userId) => _queue.TryReserve(userId, 1) ? new Place(_queue, userId) : null;

    private sealed class Place(FairQueue queue, Guid userId) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                queue.Release(userId, 1);
            }
        }
    }
}

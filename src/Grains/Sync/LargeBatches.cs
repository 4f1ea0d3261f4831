using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>
/// A gate that lets two large batches at a time be parsed in this process, whatever the number of mailboxes: parsing takes several times
/// the memory of its input, and a hostile message more than that.
/// </summary>
internal sealed class LargeBatches : IDisposable
{
    /// <summary>The size in bytes from which on a batch is large; a batch of ordinary mail is smaller.</summary>
    public const long LargeBytes = 4 << 20;

    private const int AtOnce = 2;

    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>Waits for a slot if the batch is large.</summary>
    /// <returns>The slot, to be disposed of when the batch is parsed; null for a batch that needs none.</returns>
    public async ValueTask<IDisposable?> EnterAsync(MailboxChanges changes, CancellationToken cancellationToken)
    {
        if (changes.Added.Sum(message => (long)message.Raw.Length) < LargeBytes)
        {
            return null;
        }

        await _places.WaitAsync(cancellationToken);
        return new Place(_places);
    }

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}

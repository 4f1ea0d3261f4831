using System.Collections.Concurrent;

namespace EmailAgent.Grains.Uploads;

/// <summary>Contents that are being copied or scanned in this process, once each, however many callers wait for them. The work outlives its callers.</summary>
internal sealed class PendingContents(TimeProvider time) : IDisposable
{
    // Well under the time after which a call is given up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(Guid UserId, Guid Id), Lazy<Task<Outcome<UploadRow>>>> _running = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Starts the work unless it is in progress, and waits for it, but not for long.</summary>
    /// <param name="userId">The owner of the content.</param>
    /// <param name="id">The content.</param>
    /// <param name="work">Runs outside of the caller's turn; cancelled when the process stops.</param>
    /// <param name="cancellationToken">Ends the wait only.</param>
    /// <returns>Null while it takes longer.</returns>
    public async Task<Outcome<UploadRow>?> WaitAsync(
        Guid userId, Guid id, Func<CancellationToken, Task<Outcome<UploadRow>>> work, CancellationToken cancellationToken)
    {
        var running = StartAsync(userId, id, work);
        try
        {
            return await running.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException) when (!running.IsFaulted)
        {
            return null;
        }
    }

    /// <summary>Starts the work unless it is in progress, and waits for it.</summary>
    public Task<Outcome<UploadRow>> StartAsync(Guid userId, Guid id, Func<CancellationToken, Task<Outcome<UploadRow>>> work) =>
        _running.GetOrAdd((userId, id), key => new Lazy<Task<Outcome<UploadRow>>>(() => RunAsync(key, work))).Value;

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<Outcome<UploadRow>> RunAsync((Guid UserId, Guid Id) key, Func<CancellationToken, Task<Outcome<UploadRow>>> work)
    {
        var stop = _stop.Token;
        try
        {
            return await Task.Run(() => work(stop), stop);
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }
}

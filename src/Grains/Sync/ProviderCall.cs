using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>A call to a provider outside of a session, with a limited wait.</summary>
internal static class ProviderCall
{
    /// <summary>Calls a provider.</summary>
    /// <returns>The failure; null when the call succeeded.</returns>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public static async Task<ProviderException?> TryAsync(Func<CancellationToken, Task> call, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await call(either.Token);
            return null;
        }
        catch (ProviderException failure)
        {
            return failure;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProviderException(ProviderFailure.Unreachable, "The provider did not answer in time.");
        }
    }
}

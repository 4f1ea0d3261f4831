using EmailAgent.Providers;

namespace EmailAgent.Grains.Connections;

/// <summary>Asks a provider something outside of a session, and not for ever.</summary>
internal static class ProviderCall
{
    /// <returns>Why it failed; null when it did not.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
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

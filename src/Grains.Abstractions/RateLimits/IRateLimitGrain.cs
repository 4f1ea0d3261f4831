namespace EmailAgent.Grains.RateLimits;

/// <summary>Counts the requests of one subject, for all processes; the key is a <see cref="RateSubject"/>.</summary>
[Alias("rate-limit")]
public interface IRateLimitGrain : IGrainWithStringKey
{
    /// <summary>Asks whether one more request is within the limits, and counts it if it is.</summary>
    /// <param name="kind">The class of the request.</param>
    /// <param name="keyId">The API key it comes with, which has a limit of its own; null without one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("take"), Idempotent]
    Task<RateVerdict> TakeAsync(RateClass kind, Guid? keyId, CancellationToken cancellationToken);
}

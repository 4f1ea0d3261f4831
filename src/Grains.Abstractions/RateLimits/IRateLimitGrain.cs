namespace EmailAgent.Grains.RateLimits;

/// <summary>Counts the requests of one subject, for all processes; the key is a <see cref="RateSubject"/>.</summary>
[Alias("rate-limit")]
public interface IRateLimitGrain : IGrainWithStringKey
{
    /// <summary>Asks whether one more request is within the limits, and counts it if it is.</summary>
    /// <param name="kind">The class of the request.</param>
    /// <param name="keyId">The API key of the request, which has its own limit; null without one.</param>
    [Alias("take"), Idempotent]
    Task<RateVerdict> TakeAsync(RateClass kind, Guid? keyId, CancellationToken cancellationToken);
}

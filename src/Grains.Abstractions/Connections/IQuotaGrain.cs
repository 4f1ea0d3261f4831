namespace EmailAgent.Grains.Connections;

/// <summary>Divides the call budget of one of the operator's projects at a provider among silos; the key is the project's name. Only silos call it.</summary>
[Alias("quota")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Hands out units for a short while; what a silo does not use, and what one had that died, comes back by itself.</summary>
    [Alias("lease")]
    Task<QuotaGrant> LeaseAsync(QuotaRequest request, CancellationToken cancellationToken);
}

/// <param name="PerMinute">Units that the project has in a minute.</param>
/// <param name="PerDay">Units that the project has in a day.</param>
/// <param name="Needed">Units wanted at least; otherwise none.</param>
/// <param name="Wanted">Units wanted at most.</param>
[GenerateSerializer, Immutable, Alias("quota-request")]
public sealed record QuotaRequest([property: Id(0)] int PerMinute, [property: Id(1)] long PerDay, [property: Id(2)] int Needed, [property: Id(3)] int Wanted);

/// <param name="Units">Units granted; none while there are not enough.</param>
/// <param name="Lifetime">How long they are good, from when they were asked for.</param>
/// <param name="RetryAfter">When to ask again if none were granted.</param>
[GenerateSerializer, Immutable, Alias("quota-grant")]
public sealed record QuotaGrant([property: Id(0)] int Units, [property: Id(1)] TimeSpan Lifetime, [property: Id(2)] TimeSpan RetryAfter);

namespace EmailAgent.Grains.Quota;

/// <summary>Divides the call budget of one of the operator's projects at a provider among silos; the key is the project's name. Only silos call it.</summary>
[Alias("quota")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Leases units for a short time. Unused units, and those of a silo that died, return automatically.</summary>
    [Alias("lease")]
    Task<QuotaGrant> LeaseAsync(QuotaRequest request, CancellationToken cancellationToken);
}

/// <param name="PerMinute">Units that the project has in a minute.</param>
/// <param name="PerDay">Units that the project has in a day.</param>
/// <param name="Needed">Minimum of units; no units are granted below it.</param>
/// <param name="Wanted">Maximum of units.</param>
[GenerateSerializer, Immutable, Alias("quota-request")]
public sealed record QuotaRequest([property: Id(0)] int PerMinute, [property: Id(1)] long PerDay, [property: Id(2)] int Needed, [property: Id(3)] int Wanted);

/// <param name="Units">Units granted; none while there are not enough.</param>
/// <param name="Lifetime">Validity of the units from the time of the request.</param>
/// <param name="RetryAfter">Wait before the next request if no units were granted.</param>
[GenerateSerializer, Immutable, Alias("quota-grant")]
public sealed record QuotaGrant([property: Id(0)] int Units, [property: Id(1)] TimeSpan Lifetime, [property: Id(2)] TimeSpan RetryAfter);

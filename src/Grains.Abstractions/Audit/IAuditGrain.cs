namespace EmailAgent.Grains.Audit;

/// <summary>The audit log for administrators: a stateless worker, key 0. That it was read is itself recorded.</summary>
[Alias("audit")]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>A page of the log. Refused with <c>validation_failed</c> for an <c>after</c> that no page said.</summary>
    [Alias("list")]
    Task<Outcome<AuditPage>> ListAsync(AuditFilter filter, CancellationToken cancellationToken);

    /// <summary>Looks through all of it.</summary>
    [Alias("verify")]
    Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken);
}

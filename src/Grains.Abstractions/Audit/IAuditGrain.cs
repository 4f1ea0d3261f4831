namespace EmailAgent.Grains.Audit;

/// <summary>The audit log: a stateless worker, key 0. It is read for administrators, and that it was read is itself recorded.</summary>
[Alias("audit")]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>A page of the log. Refused with <c>validation_failed</c> for an <c>after</c> that no page said.</summary>
    [Alias("list"), Idempotent]
    Task<Outcome<AuditPage>> ListAsync(AuditFilter filter, CancellationToken cancellationToken);

    /// <summary>Takes refusals in; they are written within moments.</summary>
    [Alias("record")]
    Task RecordAsync(IReadOnlyList<RefusedRequests> refused, CancellationToken cancellationToken);

    /// <summary>Looks through a part of it. Refused with <c>validation_failed</c> for an <c>after</c> that no look said.</summary>
    /// <param name="userId">Whose chain alone; null for the anchors and all chains.</param>
    /// <param name="after">As the look before said; null for the first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("verify"), Idempotent]
    Task<Outcome<AuditVerification>> VerifyAsync(Guid? userId, string? after, CancellationToken cancellationToken);
}

namespace EmailAgent.Grains.Audit;

/// <summary>The audit log: a stateless worker, key 0. It is read for administrators, and that it was read is itself recorded.</summary>
[Alias("audit")]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>Returns a page of the log. Refused with <c>validation_failed</c> for an <c>after</c> that no page returned, and <c>not_found</c> for an unknown user.</summary>
    [Alias("list"), Idempotent]
    Task<Outcome<AuditPage>> ListAsync(AuditFilter filter, CancellationToken cancellationToken);

    /// <summary>Takes refusals in; they are written within moments.</summary>
    [Alias("record")]
    Task RecordAsync(IReadOnlyList<RefusedRequests> refused, CancellationToken cancellationToken);

    /// <summary>Verifies a part of the log. Refused with <c>validation_failed</c> for an <c>after</c> that no verification returned, and <c>not_found</c> for an unknown user.</summary>
    /// <param name="userId">Whose chain alone; null for the anchors and all chains.</param>
    /// <param name="after">Cursor of the verification before; null for the first.</param>
    [Alias("verify"), Idempotent]
    Task<Outcome<AuditVerification>> VerifyAsync(Guid? userId, string? after, CancellationToken cancellationToken);
}

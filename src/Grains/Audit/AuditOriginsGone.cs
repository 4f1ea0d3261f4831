namespace EmailAgent.Grains.Audit;

/// <summary>Origins that the product itself removed from the log.</summary>
/// <param name="Erased">The users whose accounts were erased.</param>
/// <param name="ExpiredBefore">Older entries no longer have an origin.</param>
internal sealed record AuditOriginsGone(IReadOnlySet<Guid> Erased, DateTime ExpiredBefore)
{
    public static readonly AuditOriginsGone None = new(new HashSet<Guid>(), DateTime.MinValue);

    /// <summary>Returns whether a row had an origin and lacks it.</summary>
    public static bool Concerns(AuditRow row) => row.Origin is null && row.OriginDigest is not null;

    public bool Covers(AuditRow row) =>
        row.At < ExpiredBefore || Erased.Contains(row.ChainId) || (row.ActorId is { } actor && Erased.Contains(actor));
}

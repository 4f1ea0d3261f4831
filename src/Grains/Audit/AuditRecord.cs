namespace EmailAgent.Grains.Audit;

/// <summary>The position of an entry in the list.</summary>
internal sealed record AuditPosition(DateTime At, Guid ChainId, long Seq);

/// <summary>An entry as it is read.</summary>
/// <param name="Details">JSON, an object of texts.</param>
/// <param name="Origin">JSON, an object of texts; null if there was none, or it was erased.</param>
internal sealed record AuditRecord(
    AuditPosition Position, string Action, string Outcome, Guid? ActorId, string? Credential, string? Target, string Details, string? Origin)
{
    internal static AuditRecord From(AuditRow row) => new(
        new AuditPosition(row.At, row.ChainId, row.Seq), row.Action, row.Outcome, row.ActorId, row.Credential, row.Target, row.Details, row.Origin);
}

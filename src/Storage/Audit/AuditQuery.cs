namespace EmailAgent.Storage.Audit;

/// <summary>Which part of the log.</summary>
/// <param name="UserId">What is about this user or was done by this user; null for all.</param>
/// <param name="Action">An action, or a feature for all its actions; null for all.</param>
/// <param name="To">Before this moment.</param>
/// <param name="Before">Older than this entry, in the order of the list.</param>
/// <param name="Outcome">As it is stored; null for all.</param>
public sealed record AuditQuery(Guid? UserId, string? Action, DateTimeOffset? From, DateTimeOffset? To, AuditPosition? Before, int Limit, string? Outcome = null);

/// <summary>Where an entry is in the list.</summary>
public sealed record AuditPosition(DateTime At, Guid ChainId, long Seq);

/// <summary>An entry as it is read.</summary>
/// <param name="Details">JSON, an object of texts.</param>
/// <param name="Origin">JSON, an object of texts; null when there was none, or it was erased.</param>
public sealed record AuditRecord(
    AuditPosition Position, string Action, string Outcome, Guid? ActorId, string? Credential, string? Target, string Details, string? Origin)
{
    internal static AuditRecord From(AuditRow row) => new(
        new AuditPosition(row.At, row.ChainId, row.Seq), row.Action, row.Outcome, row.ActorId, row.Credential, row.Target, row.Details, row.Origin);
}

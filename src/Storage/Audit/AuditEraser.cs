using Npgsql;

namespace EmailAgent.Storage.Audit;

/// <summary>
/// Takes what is personal out of the log when an account is erased: where its user called from, and what was noted of others about it.
/// What was done stays, under an id that belongs to nobody any more, and every chain still holds.
/// </summary>
public sealed class AuditEraser(AuditLog log)
{
    private const string TargetPrefix = "user:";

    private const string EraseSql = "UPDATE audit_log SET origin = NULL WHERE (chain_id = $1 OR actor_id = $1) AND origin IS NOT NULL";

    /// <summary>Erases and commits, and notes it in the instance's chain, by which missing origins are told from removed ones.</summary>
    /// <param name="transaction">Of which this is the last step.</param>
    /// <param name="userId">Whose account is erased.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task CommitAsync(NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(EraseSql, transaction.Connection);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        var entry = new AuditEntry(
            AuditEntry.Instance, AuditActions.EraseOrigins, AuditOutcome.Succeeded, $"{TargetPrefix}{userId:N}", new Dictionary<string, string>(), default, Origin: null);
        await log.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
    }

    internal static Guid? UserOf(string target) =>
        target.StartsWith(TargetPrefix, StringComparison.Ordinal) && Guid.TryParseExact(target.AsSpan(TargetPrefix.Length), "N", out var id) ? id : null;
}

using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EmailAgent.Grains.Audit;

/// <summary>
/// Removes personal data from the log: all of a user when the account is erased (the origins, and what was recorded about the user by
/// others), and that of all users when it is old. Actions stay, under an id that no longer belongs to a user, and every chain still
/// verifies.
/// </summary>
internal sealed class AuditEraser(NpgsqlDataSource database, AuditLog log, IOptions<AuditOptions> options, TimeProvider time)
{
    private const string UserPrefix = "user:";
    private const string DayPrefix = "before:";
    private const string DayFormat = "yyyy-MM-dd";

    private const string EraseSql = "UPDATE audit_log SET origin = NULL WHERE (chain_id = $1 OR actor_id = $1) AND origin IS NOT NULL";

    private const string ExpireSql = "UPDATE audit_log SET origin = NULL WHERE at < @until AND at >= @from AND origin IS NOT NULL";

    private const string ExpiredSql = "SELECT max(target) FROM audit_log WHERE action = @ExpireOrigins";

    /// <summary>Erases and commits, and records it in the instance's chain, which distinguishes missing origins from removed ones.</summary>
    /// <param name="transaction">Of which this is the last step.</param>
    /// <param name="userId">Whose account is erased.</param>
    public async Task CommitAsync(NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(EraseSql, transaction.Connection);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await log.CommitAsync(transaction, Note(AuditLogActions.EraseOrigins, TargetOf(userId)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes away the origins of the oldest day whose time is over, in one transaction with the note of it.</summary>
    /// <returns>The day; null if there was none.</returns>
    public async Task<DateOnly?> ExpireDayAsync(CancellationToken cancellationToken)
    {
        var over = (time.GetUtcNow() - options.Value.OriginsKeptFor).UtcDateTime.Date;
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await AuditAnchors.LockAsync(connection, cancellationToken).ConfigureAwait(false);
        var done = await ReadExpiredAsync(connection, cancellationToken).ConfigureAwait(false);
        var from = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "SELECT min(at) FROM audit_log WHERE at >= @done", new { done }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (from is not { } oldest || oldest.Date >= over)
            return null;

        var until = oldest.Date.AddDays(1);
        await connection.ExecuteAsync(new CommandDefinition(ExpireSql, new { from, until }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var target = DayPrefix + until.ToString(DayFormat, CultureInfo.InvariantCulture);
        await log.CommitAsync(transaction, Note(AuditLogActions.ExpireOrigins, target), cancellationToken).ConfigureAwait(false);
        return DateOnly.FromDateTime(oldest);
    }

    internal static string TargetOf(Guid userId) => $"{UserPrefix}{userId:N}";

    internal static Guid? UserOf(string target) =>
        target.StartsWith(UserPrefix, StringComparison.Ordinal) && Guid.TryParseExact(target.AsSpan(UserPrefix.Length), "N", out var id) ? id : null;

    /// <summary>Returns the moment (UTC) before which all origins were removed.</summary>
    internal static async Task<DateTime> ReadExpiredAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        MomentOf(await connection.ExecuteScalarAsync<string?>(new CommandDefinition(ExpiredSql, new { AuditLogActions.ExpireOrigins }, cancellationToken: cancellationToken)).ConfigureAwait(false));

    private static DateTime MomentOf(string? target) =>
        target?.StartsWith(DayPrefix, StringComparison.Ordinal) == true
        && DateTime.TryParseExact(
            target.AsSpan(DayPrefix.Length), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    private static AuditEntry Note(string action, string target) => new(
        AuditEntry.Instance, action, AuditOutcome.Succeeded, target, new Dictionary<string, string>(), default, Origin: null);
}

using System.Data;
using Dapper;
using Npgsql;

namespace EmailAgent.Grains.Audit;

/// <summary>
/// Verifies the log and reports what is not as it was written. A full verification consists of bounded ones: each sees one moment,
/// and returns where to continue.
/// </summary>
internal sealed class AuditVerifier(NpgsqlDataSource database, AuditKeys keys, TimeProvider time)
{
    // Anchors are made within an hour after the end of a day; until then the day before is the last that must have one.
    private const int AnchoredAfterDays = 2;

    /// <param name="userId">Whose chain alone; null for the anchors and all chains.</param>
    /// <param name="after">The end of the verification before; null at the beginning.</param>
    /// <param name="limit">Approximate number of rows and anchors to verify.</param>
    public async Task<AuditVerdict> VerifyAsync(Guid? userId, AuditProgress? after, int limit, CancellationToken cancellationToken)
    {
        var ring = await keys.GetAsync(cancellationToken).ConfigureAwait(false);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using var ending = snapshot.ConfigureAwait(false);
        var source = new AuditSource(connection, await OldKeysEndAsync(connection, ring, cancellationToken).ConfigureAwait(false));
        var expectedDay = await LastAnchoredDayAsync(connection, cancellationToken).ConfigureAwait(false);
        var look = new AuditLook(source, new AuditExamination(ring), userId, expectedDay);
        return await look.TakeAsync(after ?? new AuditProgress(userId, AuditProgress.Beginning), limit, cancellationToken).ConfigureAwait(false);
    }

    // The anchors that a key begins with end like all with the instance's. What they do not cover is not written with a key before.
    private static async Task<long> OldKeysEndAsync(NpgsqlConnection connection, AuditKeyRing ring, CancellationToken cancellationToken) => !ring.IsRotated
        ? long.MaxValue
        : await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT min(number) FROM audit_anchors WHERE chain_id = @Instance AND key_id = @CurrentId",
            new { AuditEntry.Instance, ring.CurrentId },
            cancellationToken: cancellationToken)).ConfigureAwait(false) ?? 0;

    // The last that must be anchored; null if nothing must.
    private async Task<DateOnly?> LastAnchoredDayAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var expected = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-AnchoredAfterDays);
        var oldest = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition("SELECT min(at) FROM audit_log", cancellationToken: cancellationToken)).ConfigureAwait(false);
        return oldest is { } first && DateOnly.FromDateTime(first) <= expected ? expected : null;
    }
}

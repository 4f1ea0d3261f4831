using EmailAgent.Database;
using EmailAgent.Providers;
using Npgsql;

namespace EmailAgent.Grains.Mail.Outstanding;

/// <summary>
/// The statements of a commit about outstanding messages and folders, in the transaction of the cursors and messages that they belong to.
/// </summary>
internal static class OutstandingUpdates
{
    // One statement for each kind of location: a comparison of nulls would use no more of the index than the connection.
    private const string SettlePlacedSql = """
        DELETE FROM outstanding_mail o
        USING unnest($3::uuid[], $4::bigint[]) AS s (label_id, uid)
        WHERE o.user_id = $1 AND o.connection_id = $2 AND o.label_id = s.label_id AND o.uid = s.uid AND o.remote_id IS NULL
        """;

    private const string SettleFoldersSql = """
        DELETE FROM outstanding_mail
        WHERE user_id = $1 AND connection_id = $2 AND label_id = ANY ($3) AND uid IS NULL AND remote_id IS NULL
        """;

    private const string SettleLabelledSql = """
        DELETE FROM outstanding_mail
        WHERE user_id = $1 AND connection_id = $2 AND label_id IS NULL AND uid IS NULL AND remote_id = ANY ($3)
        """;

    private const string SaveSql = """
        INSERT INTO outstanding_mail (user_id, connection_id, label_id, uid, remote_id, reason, detail, attempts, ask_with, since, next_attempt_at)
        SELECT $1, $2, o.label_id, o.uid, o.remote_id, o.reason, o.detail, o.attempts, o.ask_with, o.since, o.next_attempt_at
        FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11) AS o (label_id, uid, remote_id, reason, detail, attempts, ask_with, since, next_attempt_at)
        WHERE o.label_id IS NULL OR EXISTS (SELECT FROM labels l WHERE l.user_id = $1 AND l.id = o.label_id)
        ON CONFLICT ON CONSTRAINT outstanding_mail_key DO UPDATE
        SET reason = excluded.reason, detail = excluded.detail, attempts = excluded.attempts, ask_with = excluded.ask_with,
            next_attempt_at = excluded.next_attempt_at
        """;

    public static void Apply(NpgsqlBatch batch, MailboxCommit commit)
    {
        Settle(batch, commit);
        var rows = commit.Outstanding;
        if (rows.Count == 0)
            return;

        T[] Column<T>(Func<OutstandingRow, T> value) => [.. rows.Select(value)];
        var save = new NpgsqlBatchCommand(SaveSql).With(commit.UserId).With(commit.ConnectionId);
        AddKeys(save, [.. rows.Select(row => row.Key)]);
        batch.BatchCommands.Add(save
            .With(Column(row => row.Reason))
            .With(Column(row => PgText.Clean(row.Detail)))
            .With(Column(row => row.Attempts))
            .With(Column(row => row.AskWith))
            .With(Column(row => row.Since.ToUniversalTime()))
            .With(Column(row => row.NextAttempt.ToUniversalTime())));
    }

    private static void Settle(NpgsqlBatch batch, MailboxCommit commit)
    {
        NpgsqlBatchCommand Command(string sql) => new NpgsqlBatchCommand(sql).With(commit.UserId).With(commit.ConnectionId);
        var placed = commit.Settled.Where(key => key is { FolderId: not null, Uid: not null }).ToList();
        if (placed.Count > 0)
            batch.BatchCommands.Add(Command(SettlePlacedSql).With<Guid[]>([.. placed.Select(key => key.FolderId!.Value)]).With<long[]>([.. placed.Select(key => key.Uid!.Value)]));

        Guid[] folders = [.. commit.Settled.Where(key => key is { FolderId: not null, Uid: null, RemoteId: null }).Select(key => key.FolderId!.Value)];
        if (folders.Length > 0)
            batch.BatchCommands.Add(Command(SettleFoldersSql).With(folders));

        string[] labelled = [.. commit.Settled.Select(key => PgText.Clean(key.RemoteId)).OfType<string>()];
        if (labelled.Length > 0)
            batch.BatchCommands.Add(Command(SettleLabelledSql).With(labelled));
    }

    private static void AddKeys(NpgsqlBatchCommand command, IReadOnlyList<OutstandingKey> keys) => command
        .With<Guid?[]>([.. keys.Select(key => key.FolderId)])
        .With<long?[]>([.. keys.Select(key => key.Uid)])
        .With<string?[]>([.. keys.Select(key => PgText.Clean(key.RemoteId))]);
}

using EmailAgent.Database;
using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Uploads;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EmailAgent.Grains.Drafts;

/// <summary>The statements that change <c>drafts</c>, and the jobs that follow, in the transaction of their caller.</summary>
internal sealed class DraftWriter(JobQueue jobs, IOptions<DraftOptions> options, TimeProvider time)
{
    private const string LockSql = $"SELECT {DraftColumns.All} FROM drafts d WHERE d.user_id = $1 AND d.id = $2 FOR UPDATE";

    private const string InsertSql = """
        INSERT INTO drafts (
            user_id, id, connection_id, content, is_foreign, subject, to_emails, preview, aliases, revision, announced, created_at, saved_at, mail_id,
            mail_revision, version, version_message_id, version_date, version_remote_id, copy_of)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20
        FROM connections WHERE user_id = $1 AND id = $3 AND status <> 'deleting'
        ON CONFLICT (user_id, id) DO NOTHING
        """;

    private const string UpdateSql = """
        UPDATE drafts SET
            content = $3, is_foreign = $4, subject = $5, to_emails = $6, preview = $7, aliases = $8::jsonb, revision = $9, announced = $10, saved_at = $11,
            mail_id = $12, mail_revision = $13, version = $14, version_message_id = $15, version_date = $16, version_remote_id = $17, version_size = $18,
            written_at = $19, error = $20, held_by = $21, held_until = $22, held_revision = $23, deleted_at = $24, replaced_id = $25
        WHERE user_id = $1 AND id = $2
        """;

    private static readonly TimeSpan FilesKept = TimeSpan.FromDays(1);

    /// <summary>Reads a draft and locks it until the transaction ends.</summary>
    /// <returns>Null if there is none.</returns>
    public static async Task<DraftRow?> LockAsync(NpgsqlConnection connection, Guid userId, Guid id, CancellationToken cancellationToken) =>
        await ReadAsync(connection, new NpgsqlBatchCommand(LockSql).With(userId).With(id), DraftColumns.Read, cancellationToken).ConfigureAwait(false) is [var draft] ? draft : null;

    /// <summary>Inserts a draft, and a job if something follows.</summary>
    /// <returns>False if there is a draft with this id already, or the mailbox does not exist.</returns>
    public async Task<bool> InsertAsync(NpgsqlConnection connection, DraftRow draft, CancellationToken cancellationToken)
    {
        if (await ExecuteAsync(connection, Insert(draft), cancellationToken).ConfigureAwait(false) == 0)
            return false;
        await EnqueueAsync(connection, draft, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Stores a draft as it is now, and a job if something follows.</summary>
    public async Task UpdateAsync(NpgsqlConnection connection, DraftRow draft, CancellationToken cancellationToken)
    {
        await StoreAsync(connection, draft, cancellationToken).ConfigureAwait(false);
        await EnqueueAsync(connection, draft, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores a draft as it is now; its job is running.</summary>
    public static Task StoreAsync(NpgsqlConnection connection, DraftRow draft, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, Update(draft), cancellationToken);

    public static Task DeleteAsync(NpgsqlConnection connection, Guid userId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken) => ExecuteAsync(
        connection, new NpgsqlBatchCommand("DELETE FROM drafts WHERE user_id = $1 AND id = ANY ($2)").With(userId).With<Guid[]>([.. ids]), cancellationToken);

    /// <summary>Keeps the uploads that a draft refers to, and no others.</summary>
    /// <param name="connection">Has an open transaction.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="files">The ids of its attachments.</param>
    /// <param name="from">The draft whose uploads it can refer to, also those of other users: itself, or the one that it is a copy of.</param>
    /// <param name="actorId">The user who saves it, whose uploads it can refer to, too; null for none.</param>
    /// <param name="cancellationToken">Covers the statements.</param>
    /// <returns>False if one has been deleted.</returns>
    public Task<bool> HoldFilesAsync(
        NpgsqlConnection connection, DraftRow draft, IReadOnlyList<Guid> files, Guid from, Guid? actorId, CancellationToken cancellationToken) => UploadStore.HoldOnlyAsync(
        connection,
        new AttachmentScope(draft.UserId, actorId, UploadHolders.OfDraft(from)),
        UploadHolders.OfDraft(draft.Id),
        files,
        time.GetUtcNow() + FilesKept,
        cancellationToken);

    /// <summary>Reads rows within the transaction of a connection.</summary>
    public static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(query);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(reader));
        return rows;
    }

    private async Task EnqueueAsync(NpgsqlConnection connection, DraftRow draft, CancellationToken cancellationToken)
    {
        if (!DraftPolicy.NeedsWork(draft))
            return;
        var dueAt = DraftPolicy.DueAt(draft, options.Value.WriteInterval, time.GetUtcNow());
        var job = new NewJob(DraftWork.Name, draft.UserId, DraftWork.PayloadOf(draft)) { RunAt = dueAt, DedupeKey = Ids.Format(draft.Id) };
        await ExecuteAsync(connection, jobs.Enqueue(job), cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlBatchCommand Insert(DraftRow draft) => new NpgsqlBatchCommand(InsertSql)
        .With(draft.UserId).With(draft.Id).With(draft.ConnectionId).With(PgText.Clean(draft.Content)).With(draft.IsForeign).With(PgText.Clean(draft.Subject))
        .With(Clean(draft.ToEmails)).With(PgText.Clean(draft.Preview)).With(draft.Aliases).With(draft.Revision).With(draft.Announced).With(draft.CreatedAt)
        .With(draft.SavedAt).With(draft.MailId).With(draft.MailRevision).With(draft.Version).With(PgText.Clean(draft.VersionMessageId)).With(draft.VersionDate)
        .With(PgText.Clean(draft.VersionRemoteId)).With(draft.CopyOf);

    private static NpgsqlBatchCommand Update(DraftRow draft) => new NpgsqlBatchCommand(UpdateSql)
        .With(draft.UserId).With(draft.Id).With(PgText.Clean(draft.Content)).With(draft.IsForeign).With(PgText.Clean(draft.Subject)).With(Clean(draft.ToEmails))
        .With(PgText.Clean(draft.Preview)).With(draft.Aliases).With(draft.Revision).With(draft.Announced).With(draft.SavedAt).With(draft.MailId)
        .With(draft.MailRevision).With(draft.Version).With(PgText.Clean(draft.VersionMessageId)).With(draft.VersionDate).With(PgText.Clean(draft.VersionRemoteId))
        .With(draft.VersionSize).With(draft.WrittenAt).With(PgText.Clean(draft.Error)).With(draft.HeldBy).With(draft.HeldUntil).With(draft.HeldRevision)
        .With(draft.DeletedAt).With(draft.ReplacedId);

    private static string[] Clean(IReadOnlyList<string> texts) => [.. texts.Select(text => PgText.Clean(text))];

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}

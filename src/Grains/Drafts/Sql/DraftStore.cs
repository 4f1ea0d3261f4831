using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Npgsql;

namespace EmailAgent.Grains.Drafts;

/// <summary>The table <c>drafts</c>. A row is locked, decided upon and written in one transaction, with its events, its job and its audit entry.</summary>
internal sealed class DraftStore(NpgsqlDataSource database, DraftWriter writer, EventLog events, AuditLog audit)
{
    // The lock makes the count exact, however many drafts of a user begin at once. A statement that both locks and counts would see what was
    // there before it waited.
    private const string LockSql = "SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE";

    private const string CountSql = "SELECT count(*) FROM drafts WHERE user_id = $1 AND deleted_at IS NULL";

    /// <summary>Stores a new draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="actorId">The user who saves it.</param>
    /// <param name="files">The ids of its attachments.</param>
    /// <param name="limit">The drafts that the owner of the mailbox can have.</param>
    /// <param name="entry">The entry for the audit log.</param>
    /// <param name="cancellationToken">Covers the transaction.</param>
    public async Task<DraftWrite> InsertAsync(
        DraftRow draft, Guid actorId, IReadOnlyList<Guid> files, int limit, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await DraftWriter.ReadAsync(connection, new NpgsqlBatchCommand(LockSql).With(draft.UserId), row => row.GetInt32(0), cancellationToken).ConfigureAwait(false);
        var counts = await DraftWriter.ReadAsync(connection, new NpgsqlBatchCommand(CountSql).With(draft.UserId), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        if (counts is [var count] && count >= limit)
            return DraftWrite.TooMany;
        if (!await writer.InsertAsync(connection, draft, cancellationToken).ConfigureAwait(false))
            return DraftWrite.NotStored;
        if (!await writer.HoldFilesAsync(connection, draft, files, draft.Id, actorId, cancellationToken).ConfigureAwait(false))
            return DraftWrite.FilesGone;
        await events.AppendAsync(connection, draft.UserId, [DraftPolicy.EventOf(DraftEvents.Created, draft)], cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return DraftWrite.Written;
    }

    /// <summary>Changes a draft that the caller sees.</summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="id">The draft.</param>
    /// <param name="decide">The decision. Pure: the row is locked meanwhile.</param>
    /// <param name="entry">Written if the draft changes; null for none.</param>
    /// <param name="cancellationToken">Covers the transaction.</param>
    public Task<DraftResult> ChangeAsync(
        Visibility visible, Guid id, Func<DraftRow, DraftDecision> decide, AuditEntry? entry, CancellationToken cancellationToken) =>
        ChangeAsync(visible, id, actorId: null, decide, entry, cancellationToken);

    /// <summary>Changes a draft that the caller sees, and perhaps its attachments.</summary>
    /// <param name="visible">The mailboxes.</param>
    /// <param name="id">The draft.</param>
    /// <param name="actorId">The user who changes it, whose uploads it can refer to; null for none.</param>
    /// <param name="decide">The decision. Pure: the row is locked meanwhile.</param>
    /// <param name="entry">Written if the draft changes; null for none.</param>
    /// <param name="cancellationToken">Covers the transaction.</param>
    public async Task<DraftResult> ChangeAsync(
        Visibility visible, Guid id, Guid? actorId, Func<DraftRow, DraftDecision> decide, AuditEntry? entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var current = await DraftWriter.LockAsync(connection, visible.UserId, id, cancellationToken).ConfigureAwait(false);
        if (current is null || !visible.Includes(current.ConnectionId))
            return new DraftResult(DraftWrite.NotFound, null);
        var decision = decide(current);
        if (decision.Change is not { } change)
            return new DraftResult(decision.Result, current);
        await writer.UpdateAsync(connection, change.Draft, cancellationToken).ConfigureAwait(false);
        if (change.Files is { } files && !await writer.HoldFilesAsync(connection, change.Draft, files, id, actorId, cancellationToken).ConfigureAwait(false))
            return new DraftResult(DraftWrite.FilesGone, current);
        if (change.Copy is { } copy)
            await writer.InsertAsync(connection, copy, cancellationToken).ConfigureAwait(false);
        var last = await events.AppendAsync(connection, visible.UserId, EventsOf(current, change), cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return new DraftResult(decision.Result, change.Draft, last is not null);
    }

    /// <summary>Changes a draft for the work of its job.</summary>
    /// <param name="userId">The owner of the mailbox.</param>
    /// <param name="id">The draft.</param>
    /// <param name="change">Returns the draft as it is to be; null to leave it as it is. Pure.</param>
    /// <param name="cancellationToken">Covers the transaction.</param>
    /// <returns>The draft as it is now; null if there is none.</returns>
    public async Task<DraftRow?> ChangeAsync(Guid userId, Guid id, Func<DraftRow, DraftRow?> change, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if (await DraftWriter.LockAsync(connection, userId, id, cancellationToken).ConfigureAwait(false) is not { } current)
            return null;
        if (change(current) is not { } changed)
            return current;
        await DraftWriter.StoreAsync(connection, changed, cancellationToken).ConfigureAwait(false);
        await events.AppendAsync(connection, userId, EventsOf(current, new DraftChange(changed)), cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return changed;
    }

    /// <summary>Reads a draft, also one that is deleted and waits for its removal from the mailbox.</summary>
    /// <returns>Null if there is none.</returns>
    public async Task<DraftRow?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"SELECT {DraftColumns.All} FROM drafts d WHERE d.user_id = $1 AND d.id = $2").With(userId).With(id);
        return (await database.ReadRowsAsync(query, DraftColumns.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Makes a message the one of a draft, although it was not recognised when it came into the mailbox.</summary>
    public async Task LinkAsync(Guid userId, Guid id, Guid mailId, CancellationToken cancellationToken)
    {
        const string TakenSql = $"SELECT {DraftColumns.All} FROM drafts d WHERE d.user_id = $1 AND d.mail_id = $2 AND d.id <> $3 AND d.content IS NULL FOR UPDATE";
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if (await DraftWriter.LockAsync(connection, userId, id, cancellationToken).ConfigureAwait(false) is not { } draft || !DraftPolicy.IsBeingWritten(draft))
            return;
        var taken = await DraftWriter.ReadAsync(
            connection, new NpgsqlBatchCommand(TakenSql).With(userId).With(mailId).With(id), DraftColumns.Read, cancellationToken).ConfigureAwait(false);
        await DraftWriter.DeleteAsync(connection, userId, [.. taken.Select(other => other.Id)], cancellationToken).ConfigureAwait(false);
        await DraftWriter.StoreAsync(connection, DraftPolicy.Written(draft, mailId), cancellationToken).ConfigureAwait(false);
        await events.AppendAsync(
            connection, userId, [.. taken.Select(other => DraftPolicy.EventOf(DraftEvents.Deleted, other))], cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets a draft that is removed from its mailbox.</summary>
    public async Task RemoveAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await DraftWriter.DeleteAsync(connection, userId, [id], cancellationToken).ConfigureAwait(false);
    }

    private static List<NewEvent> EventsOf(DraftRow before, DraftChange change)
    {
        var appended = new List<NewEvent>();
        if (change.Draft.Announced > before.Announced)
            appended.Add(DraftPolicy.EventOf(change.Draft.DeletedAt is null ? DraftEvents.Updated : DraftEvents.Deleted, change.Draft));
        if (change.Copy is { } copy)
            appended.Add(DraftPolicy.EventOf(DraftEvents.Created, copy));
        return appended;
    }
}

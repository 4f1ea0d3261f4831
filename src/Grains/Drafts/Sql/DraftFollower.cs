using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using Npgsql;

namespace EmailAgent.Grains.Drafts;

/// <summary>Keeps drafts what the folders for drafts contain, in the transactions in which the copies of these folders change.</summary>
internal sealed class DraftFollower(DraftWriter writer, TimeProvider time) : ICommitParticipant
{
    /// <summary>The number of recipients that lists show.</summary>
    public const int ListedRecipients = 5;

    private const string FoldersSql = "SELECT id FROM labels WHERE user_id = $1 AND connection_id = $2 AND role = 'drafts'";

    private const string MailColumns = """
        m.id, m.thread_id, b.header_ids ->> 'message_id', m.remote_id, m.date, m.received_at, m.subject,
        ARRAY (SELECT address ->> 'email' FROM jsonb_path_query(b.addresses, '$.to[*]') WITH ORDINALITY AS t (address, position) ORDER BY position LIMIT 5),
        m.preview
        """;

    private const string MovedSql = $"""
        SELECT {MailColumns}
        FROM messages m
        JOIN message_bodies b ON b.user_id = m.user_id AND b.message_id = m.id
        WHERE m.user_id = $1 AND m.id = ANY ($2) AND m.label_ids && $3
        """;

    private const string OfMailSql = $"SELECT {DraftColumns.All} FROM drafts d WHERE d.user_id = $1 AND d.mail_id = ANY ($2) ORDER BY d.id FOR UPDATE";

    private const string OfIdentifiersSql = $"""
        SELECT {DraftColumns.All}
        FROM drafts d
        WHERE d.user_id = $1 AND d.connection_id = $2
          AND (d.mail_id = ANY ($3) OR d.id = ANY ($4) OR d.version_message_id = ANY ($5) OR d.version_remote_id = ANY ($6))
        ORDER BY d.id
        FOR UPDATE
        """;

    private const string RecentSql = $"""
        SELECT {DraftColumns.All}, {MailColumns}
        FROM drafts d
        JOIN messages m ON m.user_id = d.user_id AND m.id = d.mail_id
        JOIN message_bodies b ON b.user_id = m.user_id AND b.message_id = m.id
        WHERE d.user_id = $1 AND d.connection_id = $2 AND d.created_at > $3 AND d.content IS NULL AND d.copy_of IS NULL AND d.held_by IS NULL
        ORDER BY d.id
        FOR UPDATE OF d
        """;

    /// <summary>The time in which a mail client that has saved a new version removes the old one.</summary>
    private static readonly TimeSpan Replacing = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<NewEvent>> FollowAsync(NpgsqlConnection connection, CommittedMail mail, CancellationToken cancellationToken)
    {
        if (mail.Added.Count + mail.Removed.Count + mail.Relabelled.Count == 0)
            return [];
        var query = new NpgsqlBatchCommand(FoldersSql).With(mail.UserId).With(mail.ConnectionId);
        var folders = await DraftWriter.ReadAsync(connection, query, row => row.GetGuid(0), cancellationToken).ConfigureAwait(false);
        List<ArrivedDraft> arrived = [.. mail.Added.Where(added => IsDraft(added.Message, folders)).Select(ToArrived)];
        arrived.AddRange(await ReadMovedAsync(connection, mail, folders, cancellationToken).ConfigureAwait(false));
        var gone = GoneOf(mail, arrived);
        if (arrived.Count == 0 && gone.Count == 0)
            return [];

        var drafts = await FindAsync(connection, mail, arrived, gone, cancellationToken).ConfigureAwait(false);
        if (arrived.Count == 0 && drafts.Count == 0)
            return [];
        var now = time.GetUtcNow();
        var isLost = drafts.Exists(draft => draft.MailId is { } id && gone.ContainsKey(id));
        var recent = isLost ? await FindRecentAsync(connection, mail, now - Replacing, cancellationToken).ConfigureAwait(false) : [];
        var plan = DraftMatching.Plan(mail.UserId, mail.ConnectionId, drafts, arrived, gone, recent, now, Guid.CreateVersion7);
        return await ApplyAsync(connection, plan, drafts, cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<NewEvent>> ApplyAsync(NpgsqlConnection connection, DraftPlan plan, List<DraftRow> before, CancellationToken cancellationToken)
    {
        var events = new List<NewEvent>();
        if (plan.Deleted is [var first, ..])
            await DraftWriter.DeleteAsync(connection, first.UserId, [.. plan.Deleted.Select(draft => draft.Id)], cancellationToken).ConfigureAwait(false);
        events.AddRange(plan.Deleted.Select(draft => DraftPolicy.EventOf(DraftEvents.Deleted, draft)));
        foreach (var draft in plan.Changed)
        {
            await writer.UpdateAsync(connection, draft, cancellationToken).ConfigureAwait(false);
            if (draft.Announced > before.Find(known => known.Id == draft.Id)?.Announced)
            {
                events.Add(DraftPolicy.EventOf(DraftEvents.Updated, draft));
                DraftMetrics.ReportSave(DraftMetrics.Elsewhere);
            }
        }

        foreach (var draft in plan.Added)
        {
            if (await writer.InsertAsync(connection, draft with { Announced = draft.Revision }, cancellationToken).ConfigureAwait(false) && draft.Content is not null)
            {
                var files = DraftContents.ReadFiles(draft.Content);
                await writer.HoldFilesAsync(connection, draft, files, draft.CopyOf ?? draft.Id, actorId: null, cancellationToken).ConfigureAwait(false);
            }

            if (draft.CopyOf is not null)
                DraftMetrics.ReportCopy();
            if (draft.Announced == 0)
                events.Add(DraftPolicy.EventOf(DraftEvents.Created, draft));
        }

        return events;
    }

    private static async Task<List<DraftRow>> FindAsync(
        NpgsqlConnection connection, CommittedMail mail, List<ArrivedDraft> arrived, Dictionary<Guid, Guid> gone, CancellationToken cancellationToken)
    {
        Guid[] mails = [.. gone.Keys, .. arrived.Select(message => message.Id)];
        if (arrived.Count == 0)
            return await DraftWriter.ReadAsync(connection, new NpgsqlBatchCommand(OfMailSql).With(mail.UserId).With(mails), DraftColumns.Read, cancellationToken).ConfigureAwait(false);

        Guid[] ids = [.. arrived.Select(message => DraftPolicy.TryReadMessageId(message.MessageId, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];
        string[] messageIds = [.. arrived.Select(message => message.MessageId).OfType<string>()];
        string[] remoteIds = [.. arrived.Select(message => message.RemoteId).OfType<string>()];
        var query = new NpgsqlBatchCommand(OfIdentifiersSql).With(mail.UserId).With(mail.ConnectionId).With(mails).With(ids).With(messageIds).With(remoteIds);
        return await DraftWriter.ReadAsync(connection, query, DraftColumns.Read, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<RecentDraft>> FindRecentAsync(NpgsqlConnection connection, CommittedMail mail, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(RecentSql).With(mail.UserId).With(mail.ConnectionId).With(since);
        return await DraftWriter.ReadAsync(
            connection, query, row => new RecentDraft(DraftColumns.Read(row), ReadMail(row, DraftColumns.Count)), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<ArrivedDraft>> ReadMovedAsync(NpgsqlConnection connection, CommittedMail mail, List<Guid> folders, CancellationToken cancellationToken)
    {
        if (folders.Count == 0 || mail.Relabelled.Count == 0)
            return [];
        var query = new NpgsqlBatchCommand(MovedSql).With(mail.UserId).With<Guid[]>([.. mail.Relabelled]).With<Guid[]>([.. folders]);
        return await DraftWriter.ReadAsync(connection, query, row => ReadMail(row, 0), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the messages that are gone or in other folders now, and their threads where they are known.</summary>
    private static Dictionary<Guid, Guid> GoneOf(CommittedMail mail, List<ArrivedDraft> arrived)
    {
        var gone = new Dictionary<Guid, Guid>(mail.Removed);
        foreach (var id in mail.Relabelled.Except(arrived.Select(message => message.Id)))
            gone.TryAdd(id, Guid.Empty);
        return gone;
    }

    private static bool IsDraft(NewMessage message, List<Guid> folders) =>
        folders.Count > 0 && !message.Flags.Contains(@"\Deleted") && message.Site switch
        {
            PlacedSite placed => folders.Contains(placed.LabelId),
            LabelledSite labelled => labelled.LabelIds.Any(folders.Contains),
            _ => false,
        };

    private static ArrivedDraft ToArrived(AddedMail added) => new(
        added.Message.Id,
        added.ThreadId,
        PgText.Clean(added.Message.MessageId),
        added.Message.Site is LabelledSite labelled ? PgText.Clean(labelled.RemoteId) : null,
        added.Message.Date,
        added.Message.ReceivedAt,
        PgText.Clean(added.Message.Subject),
        [.. added.Message.To.Take(ListedRecipients).Select(address => address.Email)],
        added.Message.Preview,
        IsNews: added.Message.EventType is not null);

    private static ArrivedDraft ReadMail(NpgsqlDataReader row, int first) => new(
        row.GetGuid(first),
        row.GetGuid(first + 1),
        row.GetStringOrNull(first + 2),
        row.GetStringOrNull(first + 3),
        row.GetFieldValue<DateTimeOffset>(first + 4),
        row.GetFieldValue<DateTimeOffset>(first + 5),
        row.GetString(first + 6),
        row.GetFieldValue<string[]>(first + 7),
        row.GetString(first + 8),
        IsNews: true);
}

using EmailAgent.Database;
using EmailAgent.Grains.Threads;
using Npgsql;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The insertion of a commit's new rows by binary COPY, table by table.</summary>
internal static class CommitCopier
{
    private const string Messages =
        "messages (user_id, id, connection_id, thread_id, label_ids, identity, date, received_at, size, flags, has_attachments, subject, from_email, from_name, preview, remote_id, is_partial)";

    private const string Bodies = "message_bodies (user_id, message_id, addresses, header_ids, body_text, body_html, defects)";
    private const string Documents = "message_documents (user_id, message_id, connection_id, date, size, document)";
    private const string Attachments = "attachments (user_id, message_id, id, part, filename, content_type, size, inline, content_id)";
    private const string Places = "message_labels (user_id, message_id, label_id, uid, date)";
    private const string Threads = "threads (user_id, id, connection_id, subject_hash, first_date, last_date, has_root)";
    private const string References = "thread_references (user_id, connection_id, reference, thread_id)";

    public static async Task CopyAsync(NpgsqlConnection connection, MailboxCommit commit, CommitPlan plan, ThreadPlan threads, CancellationToken cancellationToken)
    {
        using var json = new MessageJson();
        var contents = plan.Completed.Count == 0 ? plan.Added : [.. plan.Added, .. plan.Completed];
        await CopyAsync(connection, Messages, plan.Added.Zip(threads.ThreadIds), (copy, row) => WriteMessage(copy, commit, row.First, row.Second), cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, Bodies, contents, (copy, message) => WriteBody(copy, commit.UserId, message, json), cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, Documents, contents, (copy, message) => WriteDocument(copy, commit, message), cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, Attachments, contents.SelectMany(message => message.Attachments, (message, attachment) => (message, attachment)), (copy, row) => WriteAttachment(copy, commit.UserId, row.message.Id, row.attachment), cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, Places, PlacesOf(plan), (copy, row) => WritePlace(copy, commit.UserId, row), cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, Threads, threads.Created, (copy, thread) => WriteThread(copy, commit, thread), cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, References, threads.NewReferences, (copy, row) => WriteReference(copy, commit, row.Reference, row.ThreadId), cancellationToken).ConfigureAwait(false);
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, string target, IEnumerable<T> rows, Action<PgCopyWriter, T> write, CancellationToken cancellationToken)
    {
        if (!rows.Any())
            return;

        var copy = await PgCopyWriter.BeginAsync(connection, target, cancellationToken).ConfigureAwait(false);
        await using var _ = copy.ConfigureAwait(false);
        foreach (var row in rows)
        {
            write(copy, row);
            await copy.EndRowAsync(cancellationToken).ConfigureAwait(false);
        }

        await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<LabelRow> PlacesOf(CommitPlan plan)
    {
        foreach (var (id, (place, date)) in plan.Placed)
            yield return new LabelRow(id, place.FolderId, place.Uid, date);
        foreach (var (id, change) in plan.LabelsByMessage)
        {
            foreach (var label in change.Added)
                yield return new LabelRow(id, label, null, change.Date);
        }

        foreach (var message in plan.Added)
        {
            if (message.Site is PlacedSite place)
            {
                yield return new LabelRow(message.Id, place.LabelId, place.Uid, message.Date);
                continue;
            }

            foreach (var label in ((LabelledSite)message.Site).LabelIds)
                yield return new LabelRow(message.Id, label, null, message.Date);
        }
    }

    private static void WriteMessage(PgCopyWriter copy, MailboxCommit commit, NewMessage message, Guid threadId)
    {
        var labelled = message.Site as LabelledSite;
        copy.StartRow(17);
        copy.Write(commit.UserId);
        copy.Write(message.Id);
        copy.Write(commit.ConnectionId);
        copy.Write(threadId);
        if (message.Site is PlacedSite place)
            copy.WriteArray([place.LabelId]);
        else
            copy.WriteArray(labelled!.LabelIds);
        copy.Write(message.Identity);
        copy.Write(message.Date);
        copy.Write(message.ReceivedAt);
        copy.Write(message.Size);
        copy.Write(message.Flags);
        copy.Write(message.HasAttachments);
        copy.Write(message.Subject);
        copy.Write(message.FromEmail);
        copy.Write(message.FromName);
        copy.Write(message.Preview);
        copy.Write(labelled?.RemoteId);
        copy.Write(labelled is { IsPartial: true });
    }

    private static void WriteDocument(PgCopyWriter copy, MailboxCommit commit, NewMessage message)
    {
        copy.StartRow(6);
        copy.Write(commit.UserId);
        copy.Write(message.Id);
        copy.Write(commit.ConnectionId);
        copy.Write(message.Date);
        copy.Write(message.Size);
        copy.Write(message.Document.Span);
    }

    private static void WriteBody(PgCopyWriter copy, Guid userId, NewMessage message, MessageJson json)
    {
        copy.StartRow(7);
        copy.Write(userId);
        copy.Write(message.Id);
        copy.WriteJsonb(json.Addresses(message));
        copy.WriteJsonb(json.HeaderIds(message));
        copy.Write(message.BodyText);
        copy.Write(message.BodyHtml);
        copy.Write(message.Defects);
    }

    private static void WriteAttachment(PgCopyWriter copy, Guid userId, Guid messageId, MailAttachment attachment)
    {
        copy.StartRow(9);
        copy.Write(userId);
        copy.Write(messageId);
        copy.Write(attachment.Id);
        copy.Write(attachment.Part);
        copy.Write(attachment.Filename);
        copy.Write(attachment.ContentType);
        copy.Write(attachment.Size);
        copy.Write(attachment.Inline);
        copy.Write(attachment.ContentId);
    }

    private static void WritePlace(PgCopyWriter copy, Guid userId, LabelRow row)
    {
        copy.StartRow(5);
        copy.Write(userId);
        copy.Write(row.MessageId);
        copy.Write(row.LabelId);
        copy.Write(row.Uid);
        copy.Write(row.Date);
    }

    private static void WriteThread(PgCopyWriter copy, MailboxCommit commit, MailThread thread)
    {
        copy.StartRow(7);
        copy.Write(commit.UserId);
        copy.Write(thread.Id);
        copy.Write(commit.ConnectionId);
        copy.Write(thread.SubjectHash);
        copy.Write(thread.FirstDate);
        copy.Write(thread.LastDate);
        copy.Write(thread.HasRoot);
    }

    private static void WriteReference(PgCopyWriter copy, MailboxCommit commit, long reference, Guid threadId)
    {
        copy.StartRow(4);
        copy.Write(commit.UserId);
        copy.Write(commit.ConnectionId);
        copy.Write(reference);
        copy.Write(threadId);
    }

    private readonly record struct LabelRow(Guid MessageId, Guid LabelId, long? Uid, DateTimeOffset Date);
}

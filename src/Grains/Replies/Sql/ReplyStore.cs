using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Outgoing;
using Npgsql;

namespace EmailAgent.Grains.Replies;

/// <summary>The record of replies and bounces in the rows of outgoing messages, in the transaction that stores the mail.</summary>
internal sealed class ReplyStore(IEnumerable<IOutgoingParticipant> participants, TimeProvider time) : ICommitParticipant
{
    // Rows are locked in the order of their ids, as all that lock several do. A row that a reply cancels was not sent, so it is never among the others.
    private const string AnsweredSql = $"""
        SELECT {OutgoingColumns.All}
        FROM outgoing o
        WHERE o.user_id = $1 AND o.message_id = ANY ($2)
        ORDER BY o.id
        FOR UPDATE OF o
        """;

    private const string WaitingSql = $"""
        SELECT {OutgoingColumns.All},
               coalesce(m.thread_id, o.thread_id) AS answered_thread, coalesce(m.received_at, o.created_at) AS answered_since,
               b.header_ids ->> 'message_id' AS answered_id
        FROM outgoing o
        LEFT JOIN messages m ON m.user_id = o.user_id AND m.id = o.in_reply_to_id
        LEFT JOIN message_bodies b ON b.user_id = m.user_id AND b.message_id = m.id
        WHERE o.user_id = $1 AND o.if_no_reply AND o.state IN ('scheduled', 'queued') AND coalesce(m.thread_id, o.thread_id) = ANY ($2)
        ORDER BY o.id
        FOR UPDATE OF o
        """;

    private const string UpdateSql = """
        UPDATE outgoing
        SET recipients = $3::jsonb, state = $4, ended_at = $5, error = $6, replied_at = $7, bounced_at = $8
        WHERE user_id = $1 AND id = $2
        """;

    public async Task<IReadOnlyList<NewEvent>> FollowAsync(NpgsqlConnection connection, CommittedMail mail, CancellationToken cancellationToken)
    {
        var messages = ArrivedMessage.Of(mail);
        string[] answered = [.. messages.SelectMany(ReplyPolicy.Answered).Select(id => PgText.Clean(id)).Distinct(StringComparer.Ordinal)];
        Guid[] threads = [.. messages.Where(ReplyPolicy.MayBeReply).Select(message => message.ThreadId).OfType<Guid>().Distinct()];
        if (answered.Length + threads.Length == 0)
            return [];

        var (sent, waiting) = await ReadAsync(connection, mail.UserId, answered, threads, cancellationToken).ConfigureAwait(false);
        var events = new List<NewEvent>();
        foreach (var answeredMail in sent)
            events.AddRange(await RecordAsync(connection, answeredMail, messages, cancellationToken).ConfigureAwait(false));
        foreach (var waitingMail in waiting)
            events.AddRange(await CancelAsync(connection, waitingMail, messages, cancellationToken).ConfigureAwait(false));
        ReplyMetrics.Report(events);
        return events;
    }

    private static async Task<List<NewEvent>> RecordAsync(
        NpgsqlConnection connection, OutgoingRow mail, List<ArrivedMessage> messages, CancellationToken cancellationToken)
    {
        var (current, events) = (mail, new List<NewEvent>());
        foreach (var message in messages)
        {
            var change = ReplyPolicy.Record(current, message);
            current = change.Mail;
            events.AddRange(change.Events);
        }

        if (!ReferenceEquals(current, mail))
            await UpdateAsync(connection, current, cancellationToken).ConfigureAwait(false);
        return events;
    }

    private async Task<IReadOnlyList<NewEvent>> CancelAsync(
        NpgsqlConnection connection, WaitingMail waiting, List<ArrivedMessage> messages, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (messages.Select(message => ReplyPolicy.Cancel(waiting, message, now)).FirstOrDefault(mail => mail is not null) is not { } cancelled)
            return [];
        await UpdateAsync(connection, cancelled, cancellationToken).ConfigureAwait(false);
        foreach (var participant in participants)
            await participant.FollowAsync(connection, cancelled, cancellationToken).ConfigureAwait(false);
        return OutgoingPolicy.EventsOf(waiting.Mail, cancelled);
    }

    private static async Task<(List<OutgoingRow> Sent, List<WaitingMail> Waiting)> ReadAsync(
        NpgsqlConnection connection, Guid userId, string[] answered, Guid[] threads, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AnsweredSql).With(userId).With(answered));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(WaitingSql).With(userId).With(threads));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var sent = new List<OutgoingRow>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            sent.Add(OutgoingColumns.Read(reader));

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var waiting = new List<WaitingMail>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            waiting.Add(new WaitingMail(
                OutgoingColumns.Read(reader),
                reader.GetGuid(reader.GetOrdinal("answered_thread")),
                reader.GetFieldValue<DateTimeOffset>(reader.GetOrdinal("answered_since")),
                reader.GetStringOrNull(reader.GetOrdinal("answered_id"))));
        }

        return (sent, waiting);
    }

    private static async Task UpdateAsync(NpgsqlConnection connection, OutgoingRow mail, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(UpdateSql)
            .With(mail.UserId).With(mail.Id).With(RecipientJson.Write(mail.Recipients)).With(mail.State).With(mail.EndedAt).With(mail.Error)
            .With(mail.RepliedAt).With(mail.BouncedAt));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}

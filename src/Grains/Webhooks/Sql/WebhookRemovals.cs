using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using Npgsql;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Keeps the facts of messages that are removed, for users with filters that read them.</summary>
internal sealed class WebhookRemovals(TimeProvider time) : ICommitParticipant
{
    private const string KeepSql = """
        INSERT INTO webhook_removed_messages (user_id, message_id, sender_domain, label_ids, removed_at)
        SELECT m.user_id, m.id, substring(m.from_email FROM '[^@]*$'), m.label_ids, $3
        FROM messages m
        WHERE m.user_id = $1 AND m.id = ANY ($2)
          AND EXISTS (SELECT 1 FROM webhooks w WHERE w.user_id = $1 AND (w.label_ids <> '{}' OR w.sender_domains <> '{}'))
        ON CONFLICT DO NOTHING
        """;

    public async Task PrepareRemovalAsync(NpgsqlConnection connection, Guid userId, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(KeepSql).With(userId).With<Guid[]>([.. ids]).With(time.GetUtcNow()));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<NewEvent>> FollowAsync(NpgsqlConnection connection, CommittedMail mail, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<NewEvent>>([]);
}

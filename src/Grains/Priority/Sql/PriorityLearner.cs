using EmailAgent.Database;
using EmailAgent.Grains.Analysis;
using EmailAgent.Intelligence.Priority;
using Npgsql;

namespace EmailAgent.Grains.Priority;

/// <summary>Trains the models of owners, and scores again the messages that this affects.</summary>
internal sealed class PriorityLearner(NpgsqlDataSource database, TimeProvider time)
{
    // What one transaction learns, and scores again.
    private const int LessonsAtOnce = 100;
    private const int MessagesOfSender = 50;
    private const int MessagesOfSenders = 500;
    private const int NewestMessages = 1000;
    private const int ScoredAtOnce = 100;

    private static readonly TimeSpan RescoredAge = TimeSpan.FromDays(60);

    private const string NextSql = """
        UPDATE priority_lessons l
        SET learned_at = $2
        WHERE l.user_id = $1 AND (l.message_id, l.kind) IN (
            SELECT n.message_id, n.kind
            FROM priority_lessons n
            WHERE n.user_id = $1 AND n.learned_at IS NULL
            ORDER BY n.created_at, n.message_id, n.kind
            LIMIT $3)
        RETURNING l.message_id, l.kind
        """;

    private const string OfSendersSql = """
        SELECT r.message_id
        FROM (
            SELECT DISTINCT p.person FROM message_priority p WHERE p.user_id = $1 AND p.message_id = ANY ($2) AND NOT p.is_sent
        ) s
        CROSS JOIN LATERAL (
            SELECT p.message_id, p.date
            FROM message_priority p
            WHERE p.user_id = $1 AND p.person = s.person AND NOT p.is_sent AND p.date > $3
            ORDER BY p.date DESC
            LIMIT $4
        ) r
        ORDER BY r.date DESC
        LIMIT $5
        """;

    private const string NewestSql = """
        SELECT p.message_id
        FROM message_priority p
        JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id
        WHERE p.user_id = $1 AND NOT p.is_sent
        ORDER BY m.date DESC, m.id DESC
        LIMIT $2
        """;

    /// <summary>
    /// Learns from messages in the transaction that is open on a connection and holds the lock of <see cref="PriorityModels"/>, and scores them and the
    /// recent mail of their senders again.
    /// </summary>
    public async Task LearnAsync(NpgsqlConnection connection, Guid userId, IReadOnlyList<PriorityLesson> lessons, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var model = await PriorityModels.ReadAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var owner = await AnalyzedMail.ReadOwnerAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        Guid[] ids = [.. lessons.Select(lesson => lesson.MessageId).Distinct()];
        var messages = (await AnalyzedMail.ReadAsync(connection, userId, ids, owner, cancellationToken).ConfigureAwait(false)).ToDictionary(message => message.Id);
        var facts = await PriorityFactsReader.ReadAsync(connection, userId, ids, cancellationToken).ConfigureAwait(false);
        foreach (var lesson in lessons)
        {
            if (messages.TryGetValue(lesson.MessageId, out var message) && facts.TryGetValue(lesson.MessageId, out var known))
                model = model.Learn(PriorityFeatures.Of(message, known.Facts, owner), lesson.IsImportant, lesson.Weight);
        }

        await PriorityModels.SaveAsync(connection, userId, model, lessons.Count, now, cancellationToken).ConfigureAwait(false);
        var related = new NpgsqlBatchCommand(OfSendersSql)
            .With(userId).With(ids).With(now - RescoredAge).With((long)MessagesOfSender).With((long)MessagesOfSenders);
        var others = await ReadIdsAsync(connection, related, cancellationToken).ConfigureAwait(false);
        await ScoreAsync(connection, userId, [.. ids.Union(others)], model, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Learns from the next actions of an owner.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> LearnNextAsync(Guid userId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await PriorityModels.LockAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        var lessons = await TakeAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        if (lessons.Count > 0)
            await LearnAsync(connection, userId, lessons, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return lessons.Count == LessonsAtOnce;
    }

    /// <summary>Scores the newest messages of an owner again.</summary>
    public async Task RescoreAsync(Guid userId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var newest = await ReadIdsAsync(connection, new NpgsqlBatchCommand(NewestSql).With(userId).With((long)NewestMessages), cancellationToken).ConfigureAwait(false);
        foreach (var part in newest.Chunk(ScoredAtOnce))
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using var ending = transaction.ConfigureAwait(false);
            await PriorityModels.LockAsync(connection, userId, cancellationToken).ConfigureAwait(false);
            var model = await PriorityModels.ReadAsync(connection, userId, cancellationToken).ConfigureAwait(false);
            await ScoreAsync(connection, userId, part, model, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ScoreAsync(NpgsqlConnection connection, Guid userId, IReadOnlyList<Guid> ids, PriorityModel model, CancellationToken cancellationToken)
    {
        var owner = await AnalyzedMail.ReadOwnerAsync(connection, userId, cancellationToken).ConfigureAwait(false);
        foreach (var part in ids.Chunk(ScoredAtOnce))
        {
            var messages = await AnalyzedMail.ReadAsync(connection, userId, part, owner, cancellationToken).ConfigureAwait(false);
            await PriorityScorer.ScoreAsync(connection, userId, messages, owner, model, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<PriorityLesson>> TakeAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(NextSql).With(userId).With(time.GetUtcNow()).With((long)LessonsAtOnce));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var lessons = new List<PriorityLesson>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            lessons.Add(LessonKinds.ToLesson(reader.GetGuid(0), reader.GetString(1)));
        return lessons;
    }

    private static async Task<List<Guid>> ReadIdsAsync(NpgsqlConnection connection, NpgsqlBatchCommand query, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(query);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            ids.Add(reader.GetGuid(0));
        return ids;
    }
}

using EmailAgent.Database;
using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Priority;
using Npgsql;

namespace EmailAgent.Grains.Priority;

/// <summary>Computes and stores the scores of received messages whose correspondence is recorded.</summary>
internal static class PriorityScorer
{
    private const string UpdateSql = """
        UPDATE message_priority p
        SET score = n.score, reasons = n.reasons::jsonb, version = $5
        FROM unnest($2, $3, $4) AS n (id, score, reasons)
        WHERE p.user_id = $1 AND p.message_id = n.id AND NOT p.is_sent
        """;

    /// <summary>Scores messages; those that were sent, or are gone, have no score.</summary>
    public static async Task ScoreAsync(
        NpgsqlConnection connection,
        Guid userId,
        IReadOnlyList<AnalyzedMessage> messages,
        OwnerAddresses owner,
        PriorityModel model,
        CancellationToken cancellationToken)
    {
        var facts = await PriorityFactsReader.ReadAsync(connection, userId, [.. messages.Select(message => message.Id)], cancellationToken).ConfigureAwait(false);
        var scores = messages
            .Where(message => facts.ContainsKey(message.Id))
            .OrderBy(message => message.Id)
            .Select(message => PriorityScoring.Score(model, message, facts[message.Id].Facts, owner, facts[message.Id].IsImportant))
            .ToList();
        if (scores.Count == 0)
            return;
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(UpdateSql)
            .With(userId)
            .With<Guid[]>([.. scores.Select(score => score.MessageId)])
            .With<float[]>([.. scores.Select(score => score.Score)])
            .With<string[]>([.. scores.Select(score => ReasonJson.WriteScore(score.Reasons))])
            .With(PriorityModel.Version));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}

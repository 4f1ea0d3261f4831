using EmailAgent.Grains.Access;
using EmailAgent.Grains.Search.Queries;
using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Search.Queries;
using Npgsql;

namespace EmailAgent.Grains.Retrieval;

/// <summary>Finds the messages whose vectors are nearest to a question's: ranked by bits in the database, then compared exactly.</summary>
internal static class NearestMail
{
    // A set that is read once; the condition of a search would read every message.
    private const string NotThrownAway = """
         AND v.message_id NOT IN (
                SELECT p.message_id FROM message_labels p WHERE p.user_id = $1
                AND p.label_id = ANY (ARRAY (SELECT l.id FROM labels l WHERE l.user_id = $1 AND l.role IN ('trash', 'junk'))))
        """;

    // As SummaryColumns.NotDeleting, on other columns.
    private const string NotDeleting =
        "CASE WHEN v.connection_id = ANY (ARRAY (SELECT c.id FROM connections c WHERE c.user_id = $1 AND c.status = 'deleting')) THEN false ELSE true END";

    /// <summary>Returns the nearest messages, nearest first.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="embedder">The model of <paramref name="question"/>.</param>
    public static async Task<IReadOnlyList<NearVector>> FindAsync(
        NpgsqlConnection connection, Visibility visible, RetrievalQuery query, IMessageEmbedder embedder, float[] question, int limit, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(Command(visible, query, embedder.Model, question, limit));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var candidates = new List<(Guid MessageId, Guid ThreadId, byte[] Stored)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            candidates.Add((reader.GetGuid(0), reader.GetGuid(1), reader.GetFieldValue<byte[]>(2)));
        return NearestVectors.Rank(question, candidates, embedder.LeastSimilarity, limit);
    }

    private static NpgsqlBatchCommand Command(Visibility visible, RetrievalQuery query, string model, float[] question, int limit)
    {
        List<NpgsqlParameter> parameters =
        [
            new NpgsqlParameter<Guid> { TypedValue = visible.UserId },
            new NpgsqlParameter<string> { TypedValue = model },
            new NpgsqlParameter<string> { TypedValue = BitText.Of(SignBits.Of(question)) },
            new NpgsqlParameter<long> { TypedValue = NearestVectors.CandidatesFor(limit) },
        ];
        var (condition, place) = Conditions(query, parameters);
        var command = new NpgsqlBatchCommand($"""
            SELECT c.message_id, m.thread_id, c.vector
            FROM (
                SELECT v.message_id, v.vector
                FROM message_vectors v
                {(condition is null ? "" : "JOIN message_documents d ON d.user_id = $1 AND d.message_id = v.message_id")}
                WHERE v.user_id = $1 AND v.model = $2 AND {NotDeleting}{visible.Only("v.connection_id")}{place}
                  {(condition is null ? "" : "AND " + condition)}
                ORDER BY bit_count(v.bits # $3::text::bit(384)), v.message_id
                LIMIT $4
            ) c
            JOIN messages m ON m.user_id = $1 AND m.id = c.message_id
            """);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    // The filter, and the place unless it is confined as most searches are.
    private static (string? Condition, string Place) Conditions(RetrievalQuery query, List<NpgsqlParameter> parameters)
    {
        var confined = SearchPlaces.Confine(query.Filter, query.Place);
        return confined is AllOf { Parts: [_, Not { Part: RolesTerm }] }
            ? (SearchCondition.Compile(query.Filter, parameters), NotThrownAway)
            : (SearchCondition.Compile(confined, parameters), "");
    }
}

using EmailAgent.Database;
using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Priority;
using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Categories;
using Npgsql;

namespace EmailAgent.Grains.Categories;

/// <summary>The step of the analysis that finds the category of received messages: that which the owner gave to the sender, else that of the classifier.</summary>
internal sealed class CategoryStep : IAnalysisStep
{
    private static readonly IReadOnlyList<string> Chosen = ["You chose this category for mail from the sender."];

    private const string SendersSql = """
        SELECT n.address, s.category, coalesce(c.sent, 0) > 0
        FROM unnest($2) AS n (address)
        LEFT JOIN sender_categories s ON s.user_id = $1 AND s.address = n.address
        LEFT JOIN correspondents c ON c.user_id = $1 AND c.address = n.address
        """;

    // The lock keeps a message until the end of the transaction, so that its row can refer to it.
    private const string WriteSql = """
        INSERT INTO message_categories AS k (user_id, message_id, category, date, confidence, reasons, version)
        SELECT m.user_id, m.id, n.category, m.date, n.confidence, n.reasons::jsonb, $6
        FROM unnest($2, $3, $4, $5) AS n (id, category, confidence, reasons)
        JOIN messages m ON m.user_id = $1 AND m.id = n.id
        ORDER BY m.id
        FOR KEY SHARE OF m
        ON CONFLICT (user_id, message_id) DO UPDATE SET
            category = excluded.category, confidence = excluded.confidence, reasons = excluded.reasons, version = excluded.version
        WHERE NOT k.is_manual
        """;

    public string Name => "categories";

    public int Version => CategoryClassifier.Version;

    public async Task<IReadOnlyList<NewEvent>> AnalyzeAsync(AnalysisBatch batch, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var received = batch.Messages.Where(message => !message.IsSent).ToList();
        if (received.Count == 0)
            return [];
        var senders = await ReadSendersAsync(connection, batch.UserId, received, cancellationToken).ConfigureAwait(false);
        var found = received.Select(message => Find(message, senders.GetValueOrDefault(PgText.Clean(message.From.Email)))).ToList();
        await WriteAsync(connection, batch.UserId, found, cancellationToken).ConfigureAwait(false);
        return [];
    }

    private static FoundCategory Find(AnalyzedMessage message, KnownSender sender)
    {
        if (sender.Category is { } chosen)
            return new FoundCategory(message.Id, chosen, Confidence: 1, Chosen);
        var result = CategoryClassifier.Classify(message, sender.IsCorrespondent);
        return new FoundCategory(message.Id, result.Category, (float)Math.Clamp(result.Confidence, 0, 1), result.Reasons);
    }

    private static async Task<Dictionary<string, KnownSender>> ReadSendersAsync(
        NpgsqlConnection connection, Guid userId, List<AnalyzedMessage> messages, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SendersSql)
            .With(userId)
            .With<string[]>([.. messages.Select(message => PgText.Clean(message.From.Email)).Distinct(StringComparer.Ordinal)]));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var senders = new Dictionary<string, KnownSender>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            senders.Add(reader.GetString(0), new KnownSender(reader.GetStringOrNull(1), reader.GetBoolean(2)));
        return senders;
    }

    private static async Task WriteAsync(NpgsqlConnection connection, Guid userId, List<FoundCategory> found, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(WriteSql)
            .With(userId)
            .With<Guid[]>([.. found.Select(one => one.MessageId)])
            .With<string[]>([.. found.Select(one => one.Category)])
            .With<float[]>([.. found.Select(one => one.Confidence)])
            .With<string[]>([.. found.Select(one => ReasonJson.WriteSentences(one.Reasons))])
            .With(CategoryClassifier.Version));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The owner's choice for a sender, and whether the owner has written to it.</summary>
    private readonly record struct KnownSender(string? Category, bool IsCorrespondent);
}

using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail.Reads;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>Finds quotes that callers give in the texts of their messages.</summary>
internal static class QuoteFinder
{
    /// <summary>Finds each quote, and keeps its message until the end of the transaction.</summary>
    /// <returns>The quotes; or the refusal if a message is not visible, or does not contain its quote literally.</returns>
    public static async Task<(IReadOnlyList<FoundQuote> Quotes, TaskResult Result)> FindAsync(
        NpgsqlConnection connection, Visibility visible, IReadOnlyList<GivenQuote> given, CancellationToken cancellationToken)
    {
        if (given.Count == 0)
            return ([], TaskResult.Written);
        var texts = await ReadAsync(connection, visible, [.. given.Select(quote => quote.MessageId).Distinct()], cancellationToken).ConfigureAwait(false);
        var found = new List<FoundQuote>();
        foreach (var quote in given)
        {
            if (!texts.TryGetValue(quote.MessageId, out var message))
                return ([], TaskResult.NoSuchMessage);
            if (TaskSelection.Locate(message.Text, quote.Quote, start: 0) is not { } start)
                return ([], TaskResult.QuoteNotFound);
            found.Add(new FoundQuote(quote.MessageId, message.ConnectionId, quote.Quote, start));
        }

        return (found, TaskResult.Written);
    }

    private static async Task<Dictionary<Guid, (Guid ConnectionId, string Text)>> ReadAsync(
        NpgsqlConnection connection, Visibility visible, Guid[] ids, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT m.id, m.connection_id, b.body_text
            FROM messages m
            JOIN message_bodies b ON b.user_id = m.user_id AND b.message_id = m.id
            WHERE m.user_id = $1 AND m.id = ANY ($2) AND {SummaryColumns.NotDeleting}{visible.Only("m.connection_id")}
            ORDER BY m.id
            FOR KEY SHARE OF m
            """;
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql).With(visible.UserId).With(ids));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var texts = new Dictionary<Guid, (Guid ConnectionId, string Text)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            texts.Add(reader.GetGuid(0), (reader.GetGuid(1), reader.GetString(2)));
        return texts;
    }
}

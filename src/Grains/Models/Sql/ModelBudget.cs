using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Models;

/// <summary>The tokens that users have spent in a day. A reservation of a process that died counts until the end of the day.</summary>
internal sealed class ModelBudget(NpgsqlDataSource database)
{
    private const string ReserveSql = """
        INSERT INTO model_usage AS u (user_id, day, tokens, requests)
        SELECT $1, $2, $3, 1 WHERE $3 <= $4
        ON CONFLICT (user_id, day) DO UPDATE SET tokens = u.tokens + excluded.tokens, requests = u.requests + 1
        WHERE u.tokens + excluded.tokens <= $4
        RETURNING tokens
        """;

    private const string SettleSql = "UPDATE model_usage SET tokens = greatest(tokens + $3, 0) WHERE user_id = $1 AND day = $2";

    /// <summary>Reserves tokens before a request.</summary>
    /// <returns>False, with nothing reserved, if the limit does not suffice.</returns>
    public async Task<bool> TryReserveAsync(Guid userId, DateOnly day, long tokens, long limit, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(ReserveSql).With(userId).With(day).With(tokens).With(limit);
        return (await database.ReadRowsAsync(query, row => row.GetInt64(0), cancellationToken).ConfigureAwait(false)).Count > 0;
    }

    /// <summary>Replaces a reservation by the real cost.</summary>
    public async Task SettleAsync(Guid userId, DateOnly day, long reserved, long spent, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SettleSql).With(userId).With(day).With(spent - reserved));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}

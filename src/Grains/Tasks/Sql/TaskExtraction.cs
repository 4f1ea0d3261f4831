using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail.Reads;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>Finds the tasks of a single message at once, as the analysis does later or did before.</summary>
internal sealed class TaskExtraction(NpgsqlDataSource database, TaskFinder finder, EventLog events)
{
    private const int AtOnce = 8;
    private const int AtOncePerUser = 1;

    private readonly FairGate _gate = new(AtOnce, AtOncePerUser);

    /// <returns>Null if there is no such message; else whether events were appended.</returns>
    public async Task<bool?> ExtractAsync(Visibility visible, Guid messageId, CancellationToken cancellationToken)
    {
        using var turn = await _gate.EnterAsync(visible.UserId, isUrgent: true, cancellationToken).ConfigureAwait(false);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if (!await IsVisibleAsync(connection, visible, messageId, cancellationToken).ConfigureAwait(false))
            return null;
        var owner = await AnalyzedMail.ReadOwnerAsync(connection, visible.UserId, cancellationToken).ConfigureAwait(false);
        var messages = await AnalyzedMail.ReadAsync(connection, visible.UserId, [messageId], owner, cancellationToken).ConfigureAwait(false);
        var found = await finder.FindAsync(connection, visible.UserId, messages, owner, cancellationToken).ConfigureAwait(false);
        await events.AppendAsync(connection, visible.UserId, found, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return found.Count > 0;
    }

    private static async Task<bool> IsVisibleAsync(NpgsqlConnection connection, Visibility visible, Guid messageId, CancellationToken cancellationToken)
    {
        var sql = $"SELECT EXISTS (SELECT FROM messages m WHERE m.user_id = $1 AND m.id = $2 AND {SummaryColumns.NotDeleting}{visible.Only("m.connection_id")})";
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql).With(visible.UserId).With(messageId));
        return (bool)(await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }
}

using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Tasks;
using Npgsql;

namespace EmailAgent.Grains.Projects;

/// <summary>Transactions that write projects of one user; they take turns. Each appends its events and its audit entry as its last steps.</summary>
internal sealed class ProjectWrites(NpgsqlDataSource database, EventLog events, AuditLog audit)
{
    private const int AtOnce = 16;
    private const int AtOncePerUser = 2;

    // A collision of keys only makes two users take turns.
    private const string LockSql = "SELECT pg_advisory_xact_lock(hashtextextended('projects:' || $1::text, 0))";

    // The writes of a user take turns in the database; those that wait must not hold all connections.
    private readonly FairGate _gate = new(AtOnce, AtOncePerUser);

    /// <summary>Runs a write. It commits if it returns <see cref="ProjectResult.Written"/>; otherwise nothing is written.</summary>
    /// <param name="entry">Null to audit nothing.</param>
    /// <param name="write">Writes on the connection, and adds the events to append.</param>
    public async Task<ProjectResult> RunAsync(
        Guid userId, AuditEntry? entry, Func<NpgsqlConnection, List<NewEvent>, Task<ProjectResult>> write, CancellationToken cancellationToken)
    {
        using var turn = await _gate.EnterAsync(userId, isUrgent: true, cancellationToken).ConfigureAwait(false);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await RunAsync(connection, new NpgsqlBatchCommand(LockSql).With(userId), cancellationToken).ConfigureAwait(false);
        await TaskLock.TakeAsync(connection, userId, cancellationToken).ConfigureAwait(false); // tasks are moved with their projects
        var appended = new List<NewEvent>();
        var result = await write(connection, appended).ConfigureAwait(false);
        if (result != ProjectResult.Written)
            return result;
        await events.AppendAsync(connection, userId, appended, cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>Runs a command.</summary>
    /// <returns>The number of rows that it wrote.</returns>
    public static async Task<int> RunAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a query whose rows begin with an id.</summary>
    public static async Task<List<Guid>> ReadIdsAsync(NpgsqlConnection connection, NpgsqlBatchCommand query, CancellationToken cancellationToken)
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

using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Jobs;
using Npgsql;

namespace EmailAgent.Grains.Categories;

/// <summary>Requests to archive the mail of a sender.</summary>
internal sealed class ArchiveRequests(NpgsqlDataSource database, JobQueue jobs, AuditLog audit)
{
    /// <summary>Enqueues the job of a request, with its audit entry.</summary>
    public async Task AddAsync(NewJob job, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await jobs.EnqueueAsync(transaction, job, cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
    }
}

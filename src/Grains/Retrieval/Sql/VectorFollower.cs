using EmailAgent.Grains.Events;
using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Mail;
using Npgsql;

namespace EmailAgent.Grains.Retrieval;

/// <summary>Enqueues the job that gives vectors to new mail, in the transaction that stores it. The vectors of removed mail go with it.</summary>
internal sealed class VectorFollower(JobQueue queue) : ICommitParticipant
{
    public async Task<IReadOnlyList<NewEvent>> FollowAsync(NpgsqlConnection connection, CommittedMail mail, CancellationToken cancellationToken)
    {
        if (mail.Added.Count + mail.Completed.Count == 0)
            return [];
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(queue.Enqueue(EmbeddingWork.JobOf(mail.UserId)));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return [];
    }
}
